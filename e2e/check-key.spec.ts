import { prisma } from "@/lib/db";
import { createKey } from "@/prisma/factories";
import { findBarriers } from "./support/barriers";
import { uniqueName } from "./support/keys-page";
import { expect, test } from "./support/test";

test.use({ expectedConsole: [/net::ERR_FAILED/] });

test("a pasted key is judged in the browser, without subtle crypto, and its secret goes nowhere", async ({
  page,
  signInAs,
}) => {
  const { host } = await prisma.provisioningKeySecret.findFirstOrThrow({
    where: { keyId: (await createKey(prisma)).id },
    select: { host: true },
  });
  const key = await createKey(prisma, { name: uniqueName("pasted"), state: "exhausted", host });
  await page.addInitScript(() => Object.defineProperty(crypto, "subtle", { value: undefined }));
  const sent: string[] = [];
  page.on("request", (request) => sent.push(`${request.url()} ${request.postData() ?? ""}`));
  await signInAs("VIEWER");
  await page.goto("/provisioning-keys/check");
  const box = page.getByRole("textbox", { name: "Provisioning key" });
  await box.fill(key.keyString);
  await expect(page.getByText("The key is complete")).toBeVisible();
  const portal = page.getByRole("region", { name: "In this portal" });
  await expect(portal).toContainText(key.name);
  await expect(portal).toContainText("key_exhausted");
  expect(await findBarriers(page)).toEqual([]);

  await page.route("**/*", (route) => route.abort());
  const at = key.keyString.length - 60;
  const wrong = key.keyString.charAt(at) === "Q" ? "R" : "Q";
  await box.fill(key.keyString.slice(0, at) + wrong + key.keyString.slice(at + 1));
  await expect(page.getByText(`character ${at + 1} `)).toBeVisible();
  await expect(page).toHaveURL(/\/provisioning-keys\/check$/);
  const secret = key.keyString.split("|")[2]?.slice(23, 65) ?? "";
  for (let from = 0; from + 12 <= secret.length; from += 1) {
    expect(sent.filter((text) => text.includes(secret.slice(from, from + 12)))).toEqual([]);
  }
  expect((await prisma.provisioningKey.findUniqueOrThrow({ where: { id: key.id } })).used).toBe(key.used);
});
