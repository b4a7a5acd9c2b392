import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { waitForAnimations } from "./keys-page";

/** The rules of axe whose answer depends on colours: all that a theme changes. */
const COLOUR_RULES = ["color-contrast", "link-in-text-block"];

type Look = {
  /** The part of the page to look at, if not all. */
  part?: string;
  /** Moderate and minor findings count too. */
  strict?: boolean;
};

/** Findings of axe that are serious or critical, each with the elements it means, as the page is now. */
export async function findBarriers(page: Page, look: Look = {}): Promise<string[]> {
  return await judge(page, look);
}

/** The same in both themes, without loading the page again: every rule in light, and those of colours in dark. Leaves it light. */
export async function findBarriersInThemes(page: Page, look: Look = {}): Promise<string[]> {
  await page.emulateMedia({ colorScheme: "dark" });
  const dark = await judge(page, look, COLOUR_RULES);
  await page.emulateMedia({ colorScheme: "light" });
  const light = await judge(page, look);
  return [...dark.map((finding) => `dark: ${finding}`), ...light.map((finding) => `light: ${finding}`)];
}

async function judge(page: Page, { part, strict = false }: Look, rules?: string[]): Promise<string[]> {
  // Colours are judged when nothing fades any more.
  await waitForAnimations(page);
  const axe = new AxeBuilder({ page });
  if (part !== undefined) axe.include(part);
  // What passes need not be listed: that takes longer than finding out.
  axe.options({ resultTypes: ["violations"], ...(rules && { runOnly: { type: "rule", values: rules } }) });
  // Without frames of other sites nothing has to be put together on a page of its own, which would be opened each time.
  const { violations } = await axe.setLegacyMode().analyze();
  return violations
    .filter(({ impact }) => strict || impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`),
    );
}
