/** Where one is in the wizard, as the address says it: `?step=3`, and `&key=…` for a key that exists. */
export const STEP_PARAM = "step";
export const KEY_PARAM = "key";

export const STEPS = [1, 2, 3, 4, 5, 6] as const;
export type Step = (typeof STEPS)[number];

/** In: the text of the parameter. Out: the step it names, or null. */
export function parseStep(text: string | null): Step | null {
  return STEPS.find((step) => String(step) === text) ?? null;
}

/** In: a step, and the key of the last one. Out: the address within the page. */
export function placeOf(step: Step, keyId?: string): string {
  return `?${STEP_PARAM}=${step}${keyId ? `&${KEY_PARAM}=${keyId}` : ""}`;
}
