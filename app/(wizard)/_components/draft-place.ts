/** Where the tab keeps what was typed into the wizard; apart from its rules, so that signing out loads little. */
export const DRAFT_PLACE = "latchkey-add-connector";

/** Forgets what was typed: at the end of the wizard, when it is discarded, and at sign-out. */
export function clearDraft(): void {
  try {
    sessionStorage.removeItem(DRAFT_PLACE);
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}
