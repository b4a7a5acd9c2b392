import { beforeAll, expect, it } from "vitest";
import { prisma } from "@/lib/db";
import { checkKeyName } from "@/lib/services/provisioning-keys/check-name";
import { listCertificateChoices } from "@/lib/services/signing-certificates/list-choices";
import { createActor, createKey } from "@/prisma/factories";
import { seedTenant } from "@/prisma/test-world";

beforeAll(async () => {
  await seedTenant();
});

it("finds a taken name as the index does, whatever its case and width; a deleted key frees its name", async () => {
  const admin = await createActor(prisma, "ADMIN");
  await createKey(prisma, { name: "Pier East" });
  await createKey(prisma, { name: "Pier West", deletedAt: new Date() });
  expect(await checkKeyName(admin, { name: " ＰＩＥＲ east " })).toEqual({ taken: true });
  expect(await checkKeyName(admin, { name: "Pier West" })).toEqual({ taken: false });
  await expect(checkKeyName(admin, { name: "a|b" })).rejects.toMatchObject({ code: "invalid" });
  await expect(checkKeyName(await createActor(prisma, "VIEWER"), { name: "x" })).rejects.toMatchObject({
    code: "forbidden",
  });
});

it("says of each certificate that cannot sign why not", async () => {
  const admin = await createActor(prisma, "ADMIN");
  await prisma.signingCertificate.update({ where: { nameKey: "client" }, data: { signingAllowed: false } });
  await prisma.signingKey.deleteMany({ where: { signingCertificate: { nameKey: "service edge" } } });
  const choices = await listCertificateChoices(admin, {});
  expect(Object.fromEntries(choices.map(({ name, unusable }) => [name, unusable]))).toEqual({
    Root: null,
    Connector: null,
    Client: "Signing is not allowed with this certificate. Choose another one.",
    "Service Edge": "The private key of this signing certificate is missing. Choose another one.",
  });
});
