import type { Page } from "@playwright/test";
import { prisma } from "@/lib/db";
import type { KeyStatus } from "@/lib/services/provisioning-keys/schema";
import { createGroup, createKey } from "@/prisma/factories";
import { captureAction, forgeAction, replayAction } from "./support/actions";
import { openKeys, rowOf, uniqueName } from "./support/keys-page";
import { expect, test } from "./support/test";

const HANDS_OUT = ["Reveal", "Copy", "Download"] as const;

const handOut = (page: Page, verb: (typeof HANDS_OUT)[number], name: string) =>
  rowOf(page, name).getByRole("button", { name: `${verb} provisioning key ${name}` });

async function expectHandsOut(page: Page, name: string, on: boolean) {
  for (const verb of HANDS_OUT) {
    if (on) await expect(handOut(page, verb, name)).toBeEnabled();
    else await expect(handOut(page, verb, name)).toBeDisabled();
  }
}

async function expectEditable(page: Page, name: string, on: boolean) {
  for (const verb of ["Edit", "Delete"]) {
    const button = rowOf(page, name).getByRole("button", { name: `${verb} ${name}` });
    if (on) await expect(button).toBeEnabled();
    else await expect(button).toBeDisabled();
  }
}

const WORDS: Record<KeyStatus, string> = {
  active: "Active",
  expiring: "Expiring",
  disabled: "Disabled",
  exhausted: "Exhausted",
  expired: "Expired",
};

for (const state of ["active", "expiring", "disabled"] as const) {
  test(`${state}: an owner may do everything, a viewer nothing with the key itself`, async ({ page, signInAs }) => {
    const key = await createKey(prisma, { name: uniqueName(state), state });
    await signInAs("OWNER");
    await openKeys(page, key.name);
    await expect(rowOf(page, key.name)).toContainText(WORDS[state]);
    await expectHandsOut(page, key.name, true);
    await expectEditable(page, key.name, true);
    await signInAs("VIEWER");
    await page.reload();
    await expect(rowOf(page, key.name)).toContainText(WORDS[state]);
    await expectHandsOut(page, key.name, false);
    await expect(rowOf(page, key.name).getByRole("button", { name: /^(Edit|Delete) / })).toHaveCount(0);
    await handOut(page, "Reveal", key.name).hover();
    await expect(page.getByRole("tooltip")).toContainText("Your role does not reveal keys");
  });
}

test("disabled by the group: the status says so", async ({ page, signInAs }) => {
  const group = await createGroup(prisma, { name: uniqueName("Closed site"), enabled: false });
  const byGroup = await createKey(prisma, { name: uniqueName("by-group"), group });
  const byKey = await createKey(prisma, { name: uniqueName("by-key"), state: "disabled" });
  await signInAs("ADMIN");
  await openKeys(page, byGroup.name);
  const status = rowOf(page, byGroup.name).getByRole("button", { name: /^Disabled/ });
  await expect(status).toHaveAccessibleName(new RegExp(`^Disabled: The group ${group.name} is disabled.$`));
  await status.hover();
  await expect(page.getByRole("tooltip")).toContainText(`The group ${group.name} is disabled.`);
  await openKeys(page, byKey.name);
  await expect(rowOf(page, byKey.name).getByRole("button", { name: /^Disabled: The key is disabled.$/ })).toBeVisible();
});

for (const role of ["OWNER", "VIEWER"] as const) {
  test(`View or Export off: a blank cell with the reason, for ${role.toLowerCase()}`, async ({ page, signInAs }) => {
    const key = await createKey(prisma, { name: uniqueName("hidden"), viewOrExport: false });
    await signInAs(role);
    await openKeys(page, key.name);
    const row = rowOf(page, key.name);
    await expect(row).toBeVisible();
    for (const verb of HANDS_OUT) await expect(handOut(page, verb, key.name)).toHaveCount(0);
    await expect(row.locator("code")).toHaveCount(0);
    await expect(row).not.toContainText("1|");
    await row.getByRole("button", { name: `Why the provisioning key ${key.name} is blank` }).click();
    await expect(page.getByRole("tooltip")).toContainText(`rotate it, or create another key for ${key.group.name}`);
    if (role === "OWNER") await expectEditable(page, key.name, true);
  });
}

test("exhausted: copying is off, and the warning leads to the maximum", async ({ page, signInAs }) => {
  const key = await createKey(prisma, { name: uniqueName("spent"), state: "exhausted" });
  await signInAs("OWNER");
  await openKeys(page, key.name);
  await expectHandsOut(page, key.name, false);
  await expectEditable(page, key.name, true);
  await handOut(page, "Copy", key.name).hover();
  await expect(page.getByRole("tooltip")).toContainText("All 10 uses are spent. Raise the maximum");
  await rowOf(page, key.name)
    .getByRole("button", { name: `Raise maximum of ${key.name}` })
    .click();
  const dialog = page.getByRole("dialog", { name: `Edit ${key.name}` });
  await expect(dialog).toContainText("key_exhausted");
  await expect(dialog.getByLabel("Maximum # of App Connectors")).toBeFocused();
  await page.keyboard.press("Escape");
  await signInAs("VIEWER");
  await page.goto(page.url());
  await expectHandsOut(page, key.name, false);
  await expect(rowOf(page, key.name).getByRole("button", { name: `Why ${key.name} is exhausted` })).toBeVisible();
  await expect(rowOf(page, key.name).getByRole("button", { name: /^Raise/ })).toHaveCount(0);
});

test("expired: copying is off, and a link leads to the expiry", async ({ page, signInAs }) => {
  const key = await createKey(prisma, { name: uniqueName("past"), state: "expired" });
  await signInAs("ADMIN");
  await openKeys(page, key.name);
  await expect(rowOf(page, key.name)).toContainText("Expired");
  await expectHandsOut(page, key.name, false);
  await expectEditable(page, key.name, true);
  await rowOf(page, key.name)
    .getByRole("button", { name: `Change expiry of ${key.name}` })
    .click();
  const dialog = page.getByRole("dialog", { name: `Edit ${key.name}` });
  await expect(dialog).toContainText("key_expired");
  await expect(dialog.getByLabel("Expiry", { exact: true })).toBeFocused();
});

test("managed: locked with the reason, the key itself as its state says", async ({ page, signInAs }) => {
  const managed = { by: "deception", reason: "Rotated by Deception" };
  const key = await createKey(prisma, { name: uniqueName("decoy"), managed });
  const spent = await createKey(prisma, { name: uniqueName("decoy-spent"), managed, state: "exhausted" });
  await signInAs("OWNER");
  await openKeys(page, key.name);
  await expectHandsOut(page, key.name, true);
  await expectEditable(page, key.name, false);
  const reason = "Managed by Deception. Rotated by Deception. It cannot be edited or deleted here.";
  await expect(rowOf(page, key.name).getByRole("button", { name: `Managed: ${reason}` })).toBeVisible();
  await rowOf(page, key.name)
    .getByRole("button", { name: `Delete ${key.name}` })
    .hover();
  await expect(page.getByRole("tooltip")).toContainText(reason);
  for (const parameter of ["edit", "delete"]) {
    await page.goto(`/provisioning-keys?${parameter}=${key.id}`);
    await expect(page.getByRole("dialog", { name: new RegExp(`cannot be ${parameter}`) })).toContainText(reason);
  }
  await openKeys(page, spent.name);
  await expect(rowOf(page, spent.name)).toContainText("Exhausted");
  await expectHandsOut(page, spent.name, false);
  await expect(rowOf(page, spent.name).getByRole("button", { name: `Why ${spent.name} is exhausted` })).toBeVisible();
});

test.describe("requests made by hand", () => {
  test.use({ expectedConsole: [/status of 40[13]/] });

  test("do no more than the page offers", async ({ page, signInAs, browser, guardConsole }) => {
    const open = await createKey(prisma, { name: uniqueName("open") });
    const hidden = await createKey(prisma, { name: uniqueName("closed"), viewOrExport: false });
    const spent = await createKey(prisma, { name: uniqueName("used-up"), state: "exhausted" });
    const managed = await createKey(prisma, {
      name: uniqueName("locked"),
      managed: { by: "deception", reason: "Locked" },
    });
    const doomed = await createKey(prisma, { name: uniqueName("doomed") });
    const all = [open, hidden, spent, managed, doomed];
    const read = async () =>
      JSON.stringify(
        await prisma.provisioningKey.findMany({
          where: { id: { in: all.map(({ id }) => id) } },
          orderBy: { id: "asc" },
        }),
      );

    await signInAs("OWNER");
    await openKeys(page, open.name);
    const reveal = await captureAction(page, () => handOut(page, "Reveal", open.name).click());
    await expect(page.getByText(open.keyString)).toBeVisible();
    await page.keyboard.press("Escape");
    await rowOf(page, open.name)
      .getByRole("button", { name: `Edit ${open.name}` })
      .click();
    await page.getByRole("dialog").getByLabel("Maximum # of App Connectors").fill("12");
    const edit = await captureAction(page, () => page.getByRole("button", { name: "Save changes" }).click());
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await page.goto(`/provisioning-keys?delete=${doomed.id}`);
    const remove = await captureAction(page, () =>
      page
        .getByRole("alertdialog")
        .getByRole("button", { name: `Delete ${doomed.name}` })
        .click(),
    );
    await expect(page.getByText(`${doomed.name} deleted`)).toBeVisible();
    expect(reveal.body).toContain(open.id);
    expect(edit.body).toContain(open.id);
    expect(remove.body).toContain(doomed.id);

    const before = await read();
    const revealsOf = (id: string) =>
      prisma.auditEvent.count({
        where: { targetId: id, action: { in: ["key.revealed", "key.copied", "key.downloaded"] } },
      });
    const onto = (body: string, from: { id: string }, to: { id: string; version: number }) =>
      body.replaceAll(from.id, to.id).replace(/"version":\d+/, `"version":${to.version}`);

    // Rows whose page offers no such button, as somebody who may use it elsewhere.
    for (const [action, from, to] of [
      [reveal, open, hidden],
      [reveal, open, spent],
      [edit, open, managed],
      [remove, doomed, managed],
    ] as const) {
      const { text } = await replayAction(page, action, onto(action.body, from, to));
      expect(text).toContain('"ok":false');
      expect(text).not.toContain(to.keyString.split("|")[2]);
    }
    expect(await revealsOf(hidden.id)).toBe(0);

    // Bodies that are no input of ours.
    for (const body of ["[]", '[{"id":{"contains":""}}]', `[{"id":"${open.id}","extra":1}]`, "[null]"]) {
      expect((await replayAction(page, reveal, body)).text).toContain('"ok":false');
    }

    // Other sites and things that are no browser, with the owner's cookie.
    for (const headers of [
      { origin: "https://evil.example" },
      { origin: "null" },
      { origin: "http://sub.localhost" },
      { origin: new URL(page.url()).origin, "sec-fetch-site": "cross-site" },
      { origin: "not an origin" },
      {},
    ] as Record<string, string>[]) {
      for (const action of [reveal, edit]) {
        const answer = await forgeAction(page, action, headers);
        expect(answer.status, JSON.stringify(headers)).toBe(403);
        expect(answer.text).not.toContain(open.keyString.split("|")[2]);
      }
    }
    expect(await revealsOf(open.id)).toBe(1);

    // A viewer, and nobody at all.
    for (const role of ["VIEWER", null] as const) {
      const context = await browser.newContext();
      const other = await context.newPage();
      guardConsole(other);
      if (role) await signInAs(role, context);
      await other.goto(role ? "/provisioning-keys" : "/sign-in");
      for (const action of [reveal, edit, remove]) {
        const { text } = await replayAction(other, action, onto(action.body, action === remove ? doomed : open, open));
        expect(text).not.toContain('"ok":true');
        expect(text).not.toContain(open.keyString.split("|")[2]);
      }
      await context.close();
    }
    expect(await revealsOf(open.id)).toBe(1);
    expect(await read()).toBe(before);
  });
});
