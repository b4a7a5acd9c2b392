import { z } from "zod";
import type { CreateKeyForm } from "@/lib/services/provisioning-keys/schema";
import { clearDraft, DRAFT_PLACE } from "./draft-place";
import { STEPS, type Step } from "./place";

const DAY = 86_400_000;
/** Text typed into a field can be long and wrong; this only keeps the tab's store from filling up. */
const text = z.string().max(200_000);
const number = z.union([z.number(), z.nan()]);

// What was typed, right or wrong: the steps judge it. There is no place for a key string in it.
const draftSchema = z.strictObject({
  owner: z.uuid(),
  savedAt: z.number(),
  choice: z.enum(["new", "existing"]),
  furthest: z.literal(STEPS),
  groupName: text,
  values: z.strictObject({
    requestId: z.uuid(),
    signingCertificateId: text,
    name: text,
    maximum: number.nullable(),
    viewOrExport: z.boolean(),
    expiresAt: text.nullable(),
    allowList: z.array(text),
    enabled: z.boolean(),
    group: z.discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("existing"), id: text }),
      z
        .object({ kind: z.literal("new"), name: text })
        .catchall(z.union([text, number, z.boolean(), z.null(), z.array(text)])),
    ]),
  }),
});

export type Draft = {
  owner: string;
  savedAt: number;
  choice: "new" | "existing";
  furthest: Step;
  /** Name of the existing group that was chosen; empty without one. */
  groupName: string;
  values: CreateKeyForm;
};

/** JSON has no NaN, which is what a number field holds while its text is none; and null would mean Unlimited. */
const NOT_A_NUMBER = { notANumber: true };
const isMarked = (value: unknown) => typeof value === "object" && value !== null && "notANumber" in value;

/** In: whose draft. Out: it, or null when there is none of this user, none of today, or none that can be read. */
export function readDraft(owner: string): Draft | null {
  try {
    const kept = sessionStorage.getItem(DRAFT_PLACE);
    if (kept === null) return null;
    const revived: unknown = JSON.parse(kept, (_, value: unknown) => (isMarked(value) ? Number.NaN : value));
    const parsed = draftSchema.safeParse(revived);
    if (parsed.success && parsed.data.owner === owner && Date.now() - parsed.data.savedAt < DAY) {
      return parsed.data as Draft;
    }
  } catch {
    // Not readable counts as not there.
  }
  clearDraft();
  return null;
}

/** Keeps a draft for this tab. Out: whether it is kept. */
export function saveDraft(draft: Draft): boolean {
  try {
    const kept = JSON.stringify(draft, (_, value: unknown) => (Number.isNaN(value) ? NOT_A_NUMBER : value));
    sessionStorage.setItem(DRAFT_PLACE, kept);
    return true;
  } catch {
    return false;
  }
}
