import type { Page } from "@playwright/test";
import { prisma } from "@/lib/db";
import { openWorkshop } from "@/lib/pki/test-support";
import { nameKey } from "@/lib/services/name/schema";
import { createKey } from "@/prisma/factories";
import { uniqueName } from "./support/keys-page";
import { expect, test } from "./support/test";

test("an Owner generates, brings an own certificate, is told what is wrong, and cannot delete what is in use", async ({
  page,
  signInAs,
}) => {
  const shop = openWorkshop();
  const intermediate = uniqueName("Sites");
  const own = uniqueName("Halden");
  const table = page.getByRole("table", { name: "Signing certificates" });
  const row = (name: string) => table.getByRole("row").filter({ hasText: name });
  const choose = async (name: string, entry: string) => {
    await page.getByRole("button", { name: `Actions for ${name}` }).click();
    await page.getByRole("menuitem", { name: entry }).click();
  };
  await signInAs("OWNER");
  await page.goto("/signing-certificates");

  await page.getByRole("button", { name: "Add certificate" }).click();
  await page.getByRole("menuitem", { name: "Generate" }).click();
  const generate = page.getByRole("dialog", { name: "Generate certificate" });
  await generate.getByLabel("Description").fill("Branch offices");
  await generate.getByRole("button", { name: "Generate" }).click();
  await expect(generate.getByLabel("Name", { exact: true })).toBeFocused();
  await expect(generate.getByLabel("Name", { exact: true })).toHaveAccessibleDescription("Enter a name.");
  await expect(generate.getByLabel("Expires on")).toHaveAccessibleDescription("Enter a date.");
  await generate.getByLabel("Name", { exact: true }).fill(intermediate);
  await generate.getByLabel("Common name").fill("Sites CA");
  await generate.getByLabel("Expires on").fill("2099-01-01");
  await generate.getByRole("button", { name: "Generate" }).click();
  await expect(generate.getByLabel("Expires on")).toHaveAccessibleDescription(/The parent ends on/);
  await expect(generate.getByLabel("Expires on")).toBeFocused();
  await expect(generate.getByLabel("Description")).toHaveValue("Branch offices");
  await generate.getByLabel("Expires on").fill("2030-01-01");
  await generate.getByRole("button", { name: "Generate" }).click();
  await expect(row(intermediate)).toContainText("Can sign");
  await compareWithOpenssl(page, shop, intermediate);

  await page.getByRole("button", { name: "Add certificate" }).click();
  await page.getByRole("menuitem", { name: "Bring your own" }).click();
  const request = page.getByRole("dialog", { name: "Bring your own certificate" });
  await request.getByLabel("Name", { exact: true }).fill(intermediate);
  await request.getByLabel("Country").fill("D");
  await request.getByRole("button", { name: "Make CSR" }).click();
  await expect(request.getByLabel("Common name")).toBeFocused();
  await expect(request.getByLabel("Country")).toHaveAttribute("aria-invalid", "true");
  await expect(request.getByLabel("Name", { exact: true })).toHaveValue(intermediate);
  await request.getByLabel("Country").fill("");
  await request.getByLabel("Name", { exact: true }).fill(own);
  await request.getByLabel("Common name").fill("Halden Connectors");
  await request.getByRole("button", { name: "Make CSR" }).click();
  const made = page.getByRole("dialog", { name: "CSR made" });
  shop.write("own.csr", await made.getByLabel("CSR", { exact: true }).inputValue());
  const downloading = page.waitForEvent("download");
  await made.getByRole("button", { name: "Download CSR" }).click();
  expect((await downloading).suggestedFilename()).toBe(`${own}.csr`);
  await made.getByRole("button", { name: "Done" }).click();
  await expect(row(own)).toContainText("Waiting for upload");

  shop.write(
    "ca.ext",
    "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash",
  );
  const days = ["-days", "900"];
  shop.openssl(
    "req",
    "-x509",
    "-newkey",
    "rsa:2048",
    "-nodes",
    "-keyout",
    "root.key",
    "-out",
    "root.pem",
    "-subj",
    "/CN=Halden Root",
    "-days",
    "1000",
  );
  shop.openssl(
    "x509",
    "-req",
    "-in",
    "own.csr",
    "-CA",
    "root.pem",
    "-CAkey",
    "root.key",
    "-CAcreateserial",
    "-extfile",
    "ca.ext",
    "-out",
    "own.pem",
    ...days,
  );
  shop.openssl("x509", "-in", "own.pem", "-outform", "der", "-out", "own.der");
  await choose(own, "Upload certificate");
  const upload = page.getByRole("dialog", { name: "Upload certificate" });
  const pem = upload.getByLabel("Certificate and chain");
  const file = upload.getByLabel("Certificate file");
  const pick = (name: string, buffer: Buffer) =>
    file.setInputFiles({ name, mimeType: "application/octet-stream", buffer });
  await pick("root.key", shop.read("root.key"));
  await expect(pem).toHaveAccessibleDescription(/root\.key: This holds a private key\. It was not stored\./);
  await expect(pem).toHaveValue("");
  await expect(pem).toBeFocused();
  await pick("own.der", shop.read("own.der"));
  await expect(pem).toHaveAccessibleDescription(/own\.der: This is a binary file/);
  await pick("root.pem", shop.read("root.pem"));
  await upload.getByRole("button", { name: "Upload" }).click();
  // Only the server knows the key of the CSR.
  await expect(pem).toHaveAccessibleDescription(/key|CSR/);
  await expect(pem).toHaveAttribute("aria-invalid", "true");
  await expect(pem).toHaveValue(/BEGIN CERTIFICATE/);
  await pick("chain.pem", Buffer.concat([shop.read("own.pem"), shop.read("root.pem")]));
  await upload.getByRole("button", { name: "Upload" }).click();
  await expect(row(own)).toContainText("Can sign");
  await expect(row(own)).toContainText("Halden Root");
  await compareWithOpenssl(page, shop, own);
  await expect(page.getByText("CN = Halden Connectors").last()).toBeVisible();

  await choose(own, "Edit");
  const edit = page.getByRole("dialog", { name: "Edit certificate" });
  await edit.getByLabel("Name", { exact: true }).fill(intermediate);
  await edit.getByRole("button", { name: "Save" }).click();
  await expect(edit.getByLabel("Name", { exact: true })).toHaveAccessibleDescription(
    /Another signing certificate has this name/,
  );
  await edit.getByLabel("Name", { exact: true }).fill(own);
  await edit.getByLabel("Signing allowed").click();
  await prisma.signingCertificate.update({
    where: { nameKey: nameKey(own) },
    data: { description: "Renewed yearly", updatedByName: "Mara Lind", version: { increment: 1 } },
  });
  await edit.getByRole("button", { name: "Save" }).click();
  await expect(edit.getByRole("alert")).toContainText("Mara Lind changed this signing certificate");
  await expect(edit.getByRole("alert")).toContainText("description “Renewed yearly”");
  await expect(edit.getByLabel("Signing allowed")).not.toBeChecked();
  await edit.getByRole("button", { name: "Save" }).click();
  await expect(row(own)).toContainText("Switched off");

  await choose("Root", "Delete");
  const refuse = page.getByRole("alertdialog", { name: "Delete Root?" });
  await refuse.getByRole("button", { name: "Delete" }).click();
  await expect(refuse.getByRole("alert")).toContainText("This is the tenant's Root");
  await refuse.getByRole("button", { name: /Cancel/ }).click();
  const { name: keyName } = await createKey(prisma, { name: uniqueName("halden") });
  await choose("Connector", "Delete");
  const inUse = page.getByRole("alertdialog", { name: "Delete Connector?" });
  await inUse.getByRole("button", { name: "Delete" }).click();
  await expect(inUse.getByRole("alert")).toContainText(
    /"Connector" is in use and cannot be deleted: provisioning keys? "/,
  );
  await prisma.provisioningKey.updateMany({ where: { name: keyName }, data: { deletedAt: new Date() } });
  await inUse.getByRole("button", { name: /Cancel/ }).click();
  await choose(intermediate, "Delete");
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
  await expect(row(intermediate)).toHaveCount(0);
  shop.remove();
});

test("an Admin and a Viewer read the certificates and are offered no change", async ({ page, signInAs }) => {
  for (const role of ["ADMIN", "VIEWER"] as const) {
    await signInAs(role);
    await page.goto("/signing-certificates");
    await expect(page.getByRole("button", { name: "Expand Root", exact: true })).toBeVisible();
    await expect(page.getByRole("button", { name: "Add certificate" })).toHaveCount(0);
    await expect(page.getByRole("button", { name: /^Actions for/ })).toHaveCount(0);
  }
});

type Shop = ReturnType<typeof openWorkshop>;

/** What the expanded row says of a certificate is what openssl says of the downloaded one, and its chain verifies. */
async function compareWithOpenssl(page: Page, shop: Shop, name: string) {
  const table = page.getByRole("table", { name: "Signing certificates" });
  await table.getByRole("button", { name: `Expand ${name}` }).click();
  const download = async (file: string) => {
    const href = await page.getByRole("link", { name: `Download ${file} of ${name}` }).getAttribute("href");
    shop.write(`page-${file}.pem`, await (await page.request.get(href ?? "")).body());
  };
  await download("certificate");
  await download("chain");
  const detail = page.getByRole("row").filter({ has: page.getByRole("link", { name: `Download chain of ${name}` }) });
  const said = async (term: string) => {
    const value = detail.locator("dt", { hasText: new RegExp(`^${term}$`) }).locator("xpath=following-sibling::dd[1]");
    return (await value.textContent()) ?? "";
  };
  const ask = (...options: string[]) =>
    shop
      .openssl(
        "x509",
        "-in",
        "page-certificate.pem",
        "-noout",
        "-nameopt",
        "RFC2253,sep_comma_plus_space,space_eq",
        ...options,
      )
      .trim();
  const hex = (text: string) =>
    text
      .replace(/^[^=]*=/, "")
      .replaceAll(":", "")
      .toLowerCase();
  const parts = (text: string) =>
    text
      .replace(/^(subject|issuer)=/, "")
      .split(", ")
      .map((part) => part.trim())
      .sort();
  expect(parts(await said("Subject"))).toEqual(parts(ask("-subject")));
  expect(parts(await said("Issuer"))).toEqual(parts(ask("-issuer")));
  expect(hex(await said("Serial"))).toBe(hex(ask("-serial")));
  expect(hex(await said("SHA-256"))).toBe(hex(ask("-fingerprint", "-sha256")));
  expect(hex(await said("SHA-1"))).toBe(hex(ask("-fingerprint", "-sha1")));
  const ends = await detail
    .locator("dt", { hasText: /^Not after$/ })
    .locator("xpath=following-sibling::dd[1]//time")
    .getAttribute("datetime");
  expect(Date.parse(ends ?? "")).toBe(Date.parse(ask("-enddate").replace(/^[^=]*=/, "")));
  expect(ask("-text")).toContain("Public-Key: (256 bit)");
  expect(await said("Public key")).toMatch(/P-256/);
  shop.write(
    "page-root.pem",
    shop
      .read("page-chain.pem")
      .toString()
      .split(/(?=-----BEGIN)/)
      .at(-1) ?? "",
  );
  const verified = shop.openssl(
    "verify",
    "-CAfile",
    "page-root.pem",
    "-untrusted",
    "page-chain.pem",
    "page-certificate.pem",
  );
  expect(verified).toContain("OK");
}
