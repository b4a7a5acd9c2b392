"use server";

import { action } from "@/lib/http/action";
import { fillKey } from "@/lib/recipes/fill-key";
import { nameKeyFile } from "@/lib/recipes/make-key-file";
import type { KeyFileFormat } from "@/lib/recipes/schema";
import type { UserActor } from "@/lib/services/actor";
import { listGroupOptions } from "@/lib/services/connector-groups/list-options";
import { bulkDisableKeys } from "@/lib/services/provisioning-keys/bulk-disable";
import { bulkEnableKeys } from "@/lib/services/provisioning-keys/bulk-enable";
import { bulkRemoveKeys } from "@/lib/services/provisioning-keys/bulk-remove";
import { bulkSetMaximum } from "@/lib/services/provisioning-keys/bulk-set-maximum";
import { copyKey } from "@/lib/services/provisioning-keys/copy";
import { countMatchingKeys } from "@/lib/services/provisioning-keys/count-matching";
import { createKey } from "@/lib/services/provisioning-keys/create";
import { documentKey } from "@/lib/services/provisioning-keys/document";
import { downloadKey } from "@/lib/services/provisioning-keys/download";
import { listKeyFilterChoices } from "@/lib/services/provisioning-keys/filters/list-choices";
import { getKeys } from "@/lib/services/provisioning-keys/get";
import { listMatchingKeys } from "@/lib/services/provisioning-keys/list-matching";
import { removeKey } from "@/lib/services/provisioning-keys/remove";
import { restoreKey } from "@/lib/services/provisioning-keys/restore";
import { revealKey } from "@/lib/services/provisioning-keys/reveal";
import { revokeEverything } from "@/lib/services/provisioning-keys/revocation/revoke-everything";
import { endRotation } from "@/lib/services/provisioning-keys/rotation/end";
import { rotateKey } from "@/lib/services/provisioning-keys/rotation/rotate";
import type { RotateKeyForm } from "@/lib/services/provisioning-keys/rotation/schema";
import type { CreateKeyForm } from "@/lib/services/provisioning-keys/schema";
import { updateKey } from "@/lib/services/provisioning-keys/update";

type OneKey = { id: string };

// Only here, in the answer to the request that asked for it, is a key string taken out of its wrapper.

export const createKeyAction = action(async (actor: UserActor, input: CreateKeyForm) => {
  const { provisioningKey, ...created } = await createKey(actor, input);
  const fileName = nameKeyFile(created.key.name, created.key.fingerprint, "plain");
  return { ...created, fileName, provisioningKey: provisioningKey.expose() };
});

export const revealKeyAction = action(async (actor: UserActor, input: OneKey) => {
  return (await revealKey(actor, input)).provisioningKey.expose();
});

export const copyKeyAction = action(async (actor: UserActor, input: OneKey) => {
  return (await copyKey(actor, input)).provisioningKey.expose();
});

export const downloadKeyAction = action(async (actor: UserActor, input: OneKey & { format?: KeyFileFormat }) => {
  const { fileName, provisioningKey, template } = await downloadKey(actor, input);
  return { fileName, content: fillKey(template, provisioningKey.expose()) };
});

export const documentKeyAction = action(documentKey);

export const rotateKeyAction = action(async (actor: UserActor, input: RotateKeyForm) => {
  const { provisioningKey, ...rotated } = await rotateKey(actor, input);
  const fileName = nameKeyFile(rotated.key.name, rotated.key.fingerprint, "plain");
  return { ...rotated, fileName, provisioningKey: provisioningKey.expose() };
});

export const endRotationAction = action(endRotation);

export const revokeEverythingAction = action(revokeEverything);

export const updateKeyAction = action(updateKey);

export const removeKeyAction = action(removeKey);

export const restoreKeyAction = action(restoreKey);

export const listMatchingKeysAction = action(listMatchingKeys);

export const bulkSetMaximumAction = action(bulkSetMaximum);

export const bulkEnableKeysAction = action(bulkEnableKeys);

export const bulkDisableKeysAction = action(bulkDisableKeys);

export const bulkRemoveKeysAction = action(bulkRemoveKeys);

export const getKeysAction = action(getKeys);

export const listGroupOptionsAction = action(listGroupOptions);

export const countMatchingKeysAction = action(countMatchingKeys);

export const listKeyFilterChoicesAction = action(listKeyFilterChoices);
