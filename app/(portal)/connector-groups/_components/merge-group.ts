import { NEW_GROUP } from "@/lib/services/connector-groups/schema";
import type { GroupField, GroupValue } from "../../_components/group-fields/group-fields";

export const GROUP_FIELD_NAMES = Object.keys(NEW_GROUP) as GroupField[];

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** The fields of a group out of something that has more. */
export function pickGroup(source: GroupValue): GroupValue {
  return Object.fromEntries(GROUP_FIELD_NAMES.map((field) => [field, source[field]])) as GroupValue;
}

/**
 * Two edits of one group, from the same start. Out: the form's values (mine where I changed something, else what was saved),
 * the fields both changed to something else, and those only the other person changed.
 */
export function mergeGroup(start: GroupValue, saved: GroupValue, mine: GroupValue) {
  const mineChanged = GROUP_FIELD_NAMES.filter((field) => !same(start[field], mine[field]));
  const values = Object.fromEntries(
    GROUP_FIELD_NAMES.map((field) => [field, (mineChanged.includes(field) ? mine : saved)[field]]),
  ) as GroupValue;
  return {
    values,
    differing: mineChanged.filter((field) => !same(start[field], saved[field]) && !same(saved[field], mine[field])),
    takenOver: GROUP_FIELD_NAMES.filter((field) => !mineChanged.includes(field) && !same(start[field], saved[field])),
  };
}
