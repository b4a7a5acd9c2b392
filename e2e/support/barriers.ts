import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { waitForAnimations } from "./keys-page";

/**
 * Findings of axe that are serious or critical, each with the elements it means. In: a page, and the part of it to look
 * at, if not all.
 */
export async function findBarriers(page: Page, part?: string): Promise<string[]> {
  // Colours are judged when nothing fades any more.
  await waitForAnimations(page);
  const axe = new AxeBuilder({ page });
  if (part !== undefined) axe.include(part);
  // What passes need not be listed: that takes longer than finding out.
  const { violations } = await axe.options({ resultTypes: ["violations"] }).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`),
    );
}
