import type { UpdateKeyForm } from "@/lib/services/provisioning-keys/schema";

/** The editable fields of a key. */
export type KeyFields = Omit<UpdateKeyForm, "id" | "version">;
export type KeyField = keyof KeyFields;

export const KEY_FIELDS = [
  "name",
  "maximum",
  "signingCertificateId",
  "viewOrExport",
  "expiresAt",
  "allowList",
  "enabled",
] as const satisfies readonly KeyField[];

export type Merge = {
  /** The form from here on: what only the other changed is taken over, the rest stays mine. */
  values: KeyFields;
  /** Fields both changed, differently: each needs a choice. */
  differing: KeyField[];
  /** Fields only the other changed, taken over. */
  takenOver: KeyField[];
};

/**
 * Merges two edits of one key that began from the same values.
 * In: the common start, what was saved meanwhile, what stands in the form. Out: the merge; a differing field keeps mine.
 */
export function mergeEdit(start: KeyFields, saved: KeyFields, mine: KeyFields): Merge {
  const same = (left: KeyFields, right: KeyFields, field: KeyField) => isSame(left[field], right[field]);
  const differing = KEY_FIELDS.filter(
    (field) => !same(start, saved, field) && !same(start, mine, field) && !same(saved, mine, field),
  );
  const takenOver = KEY_FIELDS.filter((field) => !same(start, saved, field) && same(start, mine, field));
  return { values: { ...mine, ...pick(saved, takenOver) }, differing, takenOver };
}

/** Some fields of a key. */
export function pick(fields: KeyFields, names: readonly KeyField[]): Partial<KeyFields> {
  return Object.fromEntries(names.map((name) => [name, fields[name]]));
}

/** Whether two values of a field are the same: lists by what they hold, numbers also when they are none (NaN). */
function isSame(left: KeyFields[KeyField], right: KeyFields[KeyField]): boolean {
  return Array.isArray(left) && Array.isArray(right) ? left.join("\n") === right.join("\n") : Object.is(left, right);
}
