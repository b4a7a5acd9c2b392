import { can } from "@/lib/auth/permissions";
import { AppError } from "@/lib/errors";
import type { UserActor } from "@/lib/services/actor";
import { getKey } from "@/lib/services/provisioning-keys/get";
import type { KeyRow } from "@/lib/services/provisioning-keys/key-row";
import { listKeyOptions } from "@/lib/services/provisioning-keys/options";
import { keyIdSchema } from "@/lib/services/provisioning-keys/schema";
import { listCertificateChoices } from "@/lib/services/signing-certificates/list-choices";
import { listParents } from "@/lib/services/signing-certificates/list-parents";
import { explainUnusableKey } from "./key-choice";
import { KEY_PARAM } from "./place";
import type { WizardOptions } from "./wizard-options";

/** The key an address names for the last step; `problem` says why it cannot be used. */
export type NamedKey = { key: KeyRow | null; problem: string | null };

/** In: who asks, and the address's parameters. Out: what the wizard offers, and the key the address names, if any. */
export async function loadWizard(
  actor: UserActor,
  params: Record<string, string | string[] | undefined>,
): Promise<{ owner: string; options: WizardOptions; named: NamedKey | null }> {
  const id = keyIdSchema.safeParse(params[KEY_PARAM]).data;
  const [options, certificates, parents, named] = await Promise.all([
    listKeyOptions(actor, {}),
    listCertificateChoices(actor, {}),
    can(actor.role, "certificate.write") ? listParents(actor, {}) : null,
    id === undefined ? null : nameKey(actor, id),
  ]);
  return {
    owner: actor.id,
    options: {
      groups: options.groups,
      moreGroups: options.moreGroups,
      certificates,
      viewOrExportDefault: options.viewOrExportDefault,
      maximumUpperBound: options.maximumUpperBound,
      keyLifetimeUpperBoundDays: options.keyLifetimeUpperBoundDays,
      parents,
    },
    named,
  };
}

async function nameKey(actor: UserActor, id: string): Promise<NamedKey> {
  try {
    const key = await getKey(actor, { id });
    return { key, problem: explainUnusableKey(key) };
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return { key: null, problem: error.message };
    throw error;
  }
}
