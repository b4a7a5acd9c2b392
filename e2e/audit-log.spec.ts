import { readFile } from "node:fs/promises";
import { prisma } from "@/lib/db";
import { createActor, createKey } from "@/prisma/factories";
import { findBarriers } from "./support/barriers";
import { addFilter, menuButton, saveAs } from "./support/filters";
import { uniqueName } from "./support/keys-page";
import { expect, test } from "./support/test";

test("the audit log is filtered, searched, turned, expanded, saved and exported, also by a Viewer", async ({
  page,
  signInAs,
}) => {
  const name = uniqueName("audited");
  const key = await createKey(prisma, { name });
  const actor = await createActor(prisma, "ADMIN", "Ada");
  await prisma.auditEvent.createMany({
    data: Array.from({ length: 12 }, (_, n) => ({
      actorType: "USER" as const,
      actorId: actor.id,
      actorName: "Ada",
      action: n === 3 ? "key.edited" : "key.copied",
      targetType: "provisioning_key",
      targetId: key.id,
      targetName: name,
      ...(n === 3 && { before: { maximum: 10 }, after: { maximum: null } }),
      ip: `198.51.100.${n}`,
      at: new Date(Date.UTC(2026, 1, 1, 0, n)),
    })),
  });
  await signInAs("VIEWER");
  const rows = page.getByRole("table", { name: "Audit log" }).getByRole("button", { name: /^(Expand|Collapse) Key/ });
  await page.goto(`/audit-log?q=${name}&perPage=10`);
  await expect(rows).toHaveCount(10);
  await page.getByRole("link", { name: "Next page" }).click();
  await expect(rows).toHaveCount(2);
  await addFilter(page, { field: "Action", operator: "any", choose: ["Key edited"] });
  await expect(rows).toHaveCount(1);
  await expect(page).toHaveURL(/filter=action:any:key\.edited/);
  await rows.click();
  const changed = page.getByRole("row", { name: "Maximum 10 Unlimited", exact: true });
  await expect(changed).toBeVisible();
  expect(await findBarriers(page)).toEqual([]);
  await saveAs(page, "Edited ones");
  await expect(menuButton(page)).toHaveText("Edited ones");

  await page.getByRole("button", { name: "Export" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: /JSON Lines/ }).click();
  const lines = (await readFile(await (await download).path(), "utf8")).trimEnd().split("\n");
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ action: "key.edited", target: name }]);

  await page.getByRole("link", { name: "All its events" }).click();
  await expect(rows).toHaveCount(12);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: "dark" });
  expect(await findBarriers(page)).toEqual([]);
});
