import "server-only";
import { z } from "zod";
import { listKeyCreators } from "@/lib/services/provisioning-keys/list-creators";
import { verb } from "@/lib/services/verb";

/** A value a filter can name, and how it is called. */
export type KeyFilterChoice = { value: string; label: string };

const MOST = 500;

/** The signing certificates by which keys can be filtered, by name. Throws what `verb` throws. */
export const listCertificateChoices = verb({
  permission: "key.read",
  effect: "read",
  input: z.strictObject({}),
  run: async ({ tx }): Promise<KeyFilterChoice[]> => {
    const found = await tx.signingCertificate.findMany({
      orderBy: { nameKey: "asc" },
      select: { id: true, name: true },
      take: MOST,
    });
    return found.map(({ id, name }) => ({ value: id, label: name }));
  },
});

/**
 * The choices of the filters that do not bring their own. In: the column, "createdBy" or "certificate". Out: what can be
 * chosen, none for any other column. Throws what `verb` throws.
 */
export async function listKeyFilterChoices(
  actor: Parameters<typeof listCertificateChoices>[0],
  { column }: { column: string },
): Promise<KeyFilterChoice[]> {
  if (column === "certificate") return await listCertificateChoices(actor, {});
  if (column !== "createdBy") return [];
  return (await listKeyCreators(actor, {})).map((name) => ({ value: name, label: name }));
}
