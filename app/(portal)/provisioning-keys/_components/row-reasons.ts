import { formatNumber } from "@/lib/format/number";
import type { KeyRow } from "@/lib/services/provisioning-keys/key-row";

/** Why a key is locked, in the words of its lock, its tooltips and its buttons. */
export function explainManaged(row: Pick<KeyRow, "managedBy" | "managedReason">): string {
  const by = row.managedBy ?? "the system";
  const name = by.charAt(0).toUpperCase() + by.slice(1);
  const reason = row.managedReason?.trim();
  const sentence = reason ? ` ${reason.replace(/[.\s]*$/u, "")}.` : "";
  return `Managed by ${name}.${sentence} It cannot be edited or deleted here.`;
}

/** Why reveal, copy and download are off, and what to do; undefined when they are on. */
export function explainReveal(row: KeyRow): string | undefined {
  switch (row.revealBlock) {
    case null:
      return undefined;
    case "hidden":
      return explainHidden(row);
    case "role":
      return "Your role does not reveal keys. Ask an Admin or Owner.";
    case "expired":
      return `This key has expired.${row.canEdit ? " Change its expiry to hand it out again." : ""}`;
    case "exhausted":
      return explainExhausted(row);
  }
}

/** Why the key cell is blank, and what to do. */
export function explainHidden(row: Pick<KeyRow, "groupName">): string {
  return `View or Export after creation is off: nobody can show this key again. If no copy is in your vault, rotate it, or create another key for ${row.groupName}.`;
}

/** That no use is left, and what to do. */
export function explainExhausted(row: Pick<KeyRow, "used" | "maximum" | "canEdit">): string {
  const max = row.maximum ?? 0;
  const spent =
    row.used > max
      ? `${formatNumber(row.used)} uses are spent, more than the maximum of ${formatNumber(max)}.`
      : max === 1
        ? "The only use is spent."
        : `All ${formatNumber(max)} uses are spent.`;
  return row.canEdit ? `${spent} Raise the maximum to use this key again.` : spent;
}

/** More about a status than its word says; undefined when there is nothing to add. */
export function explainStatus(row: Pick<KeyRow, "status" | "disabledBy" | "groupName">): string | undefined {
  if (row.status !== "disabled") return undefined;
  return row.disabledBy === "group" ? `The group ${row.groupName} is disabled.` : "The key is disabled.";
}
