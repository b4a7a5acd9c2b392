import { beforeAll, describe, expect, it } from "vitest";
import { prisma } from "@/lib/db";
import type { UserActor } from "@/lib/services/actor";
import { listGroupOptions } from "@/lib/services/connector-groups/list-options";
import { createKey } from "@/lib/services/provisioning-keys/create";
import { listKeyOptions } from "@/lib/services/provisioning-keys/options";
import { listSigningCertificates } from "@/lib/services/signing-certificates/list";
import { createActor, createGroup, createKey as makeKey } from "@/prisma/factories";
import { seedTenant } from "@/prisma/test-world";

let admin: UserActor;
let viewer: UserActor;

beforeAll(async () => {
  await seedTenant();
  admin = await createActor(prisma, "ADMIN");
  viewer = await createActor(prisma, "VIEWER");
});

describe("listGroupOptions", () => {
  it("offers fifty groups by name, says that there are more, and finds the others", async () => {
    for (let n = 10; n < 61; n += 1) await createGroup(prisma, { name: `Option ${n}`, enabled: n !== 10 });
    await createGroup(prisma, { name: "Option_x" });
    const first = await listGroupOptions(viewer, { q: "OPTION 1" });
    expect(first.groups[0]).toEqual({ id: expect.any(String), name: "Option 10", enabled: false });
    expect(first).toMatchObject({ more: false, groups: { length: 10 } });
    expect(await listGroupOptions(viewer, {})).toMatchObject({ more: true, groups: { length: 50 } });
    expect((await listGroupOptions(viewer, { q: "tion 60" })).groups.map((group) => group.name)).toEqual(["Option 60"]);
  });

  it("takes % and _ as themselves, and drops what the database refuses", async () => {
    expect((await listGroupOptions(viewer, { q: "n_" })).groups.map((group) => group.name)).toEqual(["Option_x"]);
    expect((await listGroupOptions(viewer, { q: "%" })).groups).toEqual([]);
    expect((await listGroupOptions(viewer, { q: "option_x\u0000" })).groups).toHaveLength(1);
  });
});

describe("listSigningCertificates", () => {
  it("lists the first four, Root before its children, with how many keys use them and nothing secret", async () => {
    await makeKey(prisma);
    await makeKey(prisma, { deletedAt: new Date() });
    const rows = await listSigningCertificates(viewer, {});
    expect(rows.map((row) => [row.name, row.parentName, row.usable, row.keyCount, row.expiryState])).toEqual([
      ["Root", null, true, 0, "valid"],
      ["Client", "Root", true, 0, "valid"],
      ["Connector", "Root", true, 1, "valid"],
      ["Service Edge", "Root", true, 0, "valid"],
    ]);
    expect(Object.keys(rows[0] ?? {}).sort()).toEqual([
      "commonName",
      "createdAt",
      "createdByName",
      "description",
      "expiryState",
      "fingerprintSha256",
      "id",
      "issuerCommonName",
      "keyAlgorithm",
      "keyCount",
      "kind",
      "name",
      "notAfter",
      "notBefore",
      "parentName",
      "usable",
    ]);
  });

  it.each([
    [-1, "expired", false],
    [6, "very_soon", true],
    [29, "soon", true],
    [31, "valid", true],
  ])("%i days before its end a certificate is %s", async (days, state, usable) => {
    const notAfter = new Date(Date.now() + days * 86_400_000);
    await prisma.signingCertificate.update({ where: { nameKey: "client" }, data: { notAfter } });
    const rows = await listSigningCertificates(viewer, {});
    expect(rows.find((row) => row.name === "Client")).toMatchObject({ expiryState: state, usable });
    const offered = await listSigningCertificates(viewer, { usable: true });
    expect(offered.some((row) => row.name === "Client")).toBe(usable);
  });
});

describe("listKeyOptions", () => {
  it("offers what createKey takes", async () => {
    await prisma.signingCertificate.update({ where: { nameKey: "service edge" }, data: { signingAllowed: false } });
    const options = await listKeyOptions(admin, { q: "option 60" });
    expect(options.groups.map((group) => group.name)).toEqual(["Option 60"]);
    expect(options.signingCertificates.map((certificate) => certificate.name)).not.toContain("Service Edge");
    expect(options).toMatchObject({ viewOrExportDefault: true, maximumUpperBound: null, moreGroups: false });
    for (const certificate of options.signingCertificates) {
      const { created } = await createKey(admin, {
        requestId: crypto.randomUUID(),
        name: `Signed by ${certificate.name}`,
        group: { kind: "existing", id: options.groups[0]?.id ?? "" },
        signingCertificateId: certificate.id,
        maximum: null,
        viewOrExport: options.viewOrExportDefault,
        expiresAt: null,
        allowList: [],
        enabled: true,
      });
      expect(created).toBe(true);
    }
    await expect(listKeyOptions(viewer, {})).rejects.toMatchObject({ code: "forbidden" });
  });
});
