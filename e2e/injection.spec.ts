import { prisma } from "@/lib/db";
import { createGroup, createKey } from "@/prisma/factories";
import { openKeys, rowOf, uniqueName } from "./support/keys-page";
import { expect, test } from "./support/test";

// Such names pass no form; rows written past it must do no harm either. The console guard fails on what the policy blocked.
test("text that looks like code stays text wherever it is shown", async ({ page, signInAs }) => {
  const opened: string[] = [];
  page.on("dialog", async (dialog) => {
    opened.push(dialog.message());
    await dialog.dismiss();
  });
  const mark = uniqueName("x");
  const payload = `"><img src=x onerror=alert(1)><script>alert(2)</script>{{7*7}}\${8*8}`;
  const group = await createGroup(prisma, { name: `${mark}${payload} group` });
  const key = await createKey(prisma, { name: `${mark}${payload}`, group, allowList: [payload] });
  const managed = await createKey(prisma, {
    name: `${mark}-managed`,
    group,
    managed: { by: "deception", reason: payload },
  });
  const user = await signInAs("OWNER");
  await prisma.user.update({ where: { id: user.id }, data: { name: `${mark}${payload} user` } });

  await page.goto(`/provisioning-keys?q=${mark}&expanded=all`);
  await expect(rowOf(page, key.name)).toContainText(key.name);
  await expect(page.locator(`#detail-${key.id}`)).toContainText(payload);
  await expect(page.getByText(`${mark}${payload} user`)).toBeVisible();
  await page.getByRole("button", { name: `Managed: Managed by Deception. ${payload}` }).hover();
  await expect(page.getByRole("tooltip")).toContainText(payload);
  await expect(rowOf(page, managed.name)).toBeVisible();
  await rowOf(page, key.name)
    .getByRole("button", { name: `Copy provisioning key ${key.name}` })
    .click();
  await expect(page.getByText(`Provisioning key ${key.name} copied`)).toBeVisible();
  await rowOf(page, key.name)
    .getByRole("button", { name: `Edit ${key.name}` })
    .click();
  await expect(page.getByRole("dialog", { name: `Edit ${key.name}` })).toContainText(group.name);
  await page.keyboard.press("Escape");
  await rowOf(page, key.name)
    .getByRole("button", { name: `Delete ${key.name}` })
    .click();
  await page
    .getByRole("alertdialog")
    .getByRole("button", { name: `Delete ${mark}` })
    .click();
  await expect(page.getByText(`${key.name} deleted`)).toBeVisible();
  await expect(rowOf(page, key.name)).toHaveCount(0);
  await page.goto("/audit-log");
  await expect(page.getByRole("table", { name: "Audit log" })).toContainText(key.name);
  await openKeys(page, `${mark}${payload}?`);
  await expect(page.getByText(`No key matches “${mark}${payload}?”`)).toBeVisible();
  await expect(page.locator("main img, main script:not([nonce])")).toHaveCount(0);
  expect(opened).toEqual([]);
});
