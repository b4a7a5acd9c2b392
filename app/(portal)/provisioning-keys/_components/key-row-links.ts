import { type ListLocation, patchLocation } from "@/components/data-table/list-location";
import type { EditFocus } from "../search-params";

/** The list as it is, with a key's edit dialog open; `focus` is the field to start at. */
export function editHref(list: ListLocation, id: string, focus?: EditFocus): string {
  return patchLocation(list, { edit: id, focus: focus ?? null });
}

/** The list as it is, with a key's delete dialog open. */
export function deleteHref(list: ListLocation, id: string): string {
  return patchLocation(list, { delete: id });
}

/** The page as it is, with the dialog that rotates a key open. */
export function rotateHref(list: ListLocation, id: string): string {
  return patchLocation(list, { rotate: id });
}

/** The page as it is, with the dry run of revoking everything a key made open. */
export function revokeHref(list: ListLocation, id: string): string {
  return patchLocation(list, { revoke: id });
}
