import { beforeAll, expect, test } from "vitest";
import { prisma } from "@/lib/db";
import type { UserActor } from "@/lib/services/actor";
import { generateCertificate } from "@/lib/services/signing-certificates/generate";
import { getSigningCertificates } from "@/lib/services/signing-certificates/get";
import { listParents } from "@/lib/services/signing-certificates/list-parents";
import { countCertificates, listCertificateTree } from "@/lib/services/signing-certificates/list-tree";
import { requestCertificate } from "@/lib/services/signing-certificates/request";
import { updateCertificate } from "@/lib/services/signing-certificates/update";
import { createActor, createKey } from "@/prisma/factories";
import { seedTenant } from "@/prisma/test-world";

let owner: UserActor;
let viewer: UserActor;
const common = { description: "", keyAlgorithm: "ecdsa-p256", expiresOn: "2034-05-06" } as const;

beforeAll(async () => {
  await seedTenant();
  owner = await createActor(prisma, "OWNER");
  viewer = await createActor(prisma, "VIEWER");
  const other = await generateCertificate(owner, {
    ...common,
    name: "Alpha",
    commonName: "Alpha Root",
    parentId: null,
  });
  await generateCertificate(owner, { ...common, name: "Zulu", commonName: "Zulu CA", parentId: other.id });
  await requestCertificate(owner, { name: "Beta", description: "", keyAlgorithm: "ecdsa-p256", commonName: "Beta CA" });
});

test("each certificate stands below its issuer, the tenant's Root first, with what it may do", async () => {
  const { rows, total } = await listCertificateTree(viewer, {});
  expect(total).toBe(rows.length);
  expect(rows[0]).toMatchObject({ name: "Root", depth: 0, isTenantRoot: true, parentName: null });
  const below = rows.filter(({ parentName }) => parentName === "Root").map(({ name }) => name);
  expect(below).toContain("Connector");
  expect(rows.slice(1, 1 + below.length).map(({ name }) => name)).toEqual(below.toSorted());
  expect(rows.slice(1 + below.length).map(({ name, depth, status }) => [name, depth, status])).toEqual([
    ["Alpha", 0, "can_sign"],
    ["Zulu", 1, "can_sign"],
    ["Beta", 0, "waiting"],
  ]);
  expect(rows.find(({ name }) => name === "Zulu")).toMatchObject({ issuedTo: "CN = Zulu CA", hasCsr: false });
  expect(rows.find(({ name }) => name === "Beta")).toMatchObject({ issuedTo: null, notAfter: null, hasCsr: true });
});

test("filters by status, end and keys", async () => {
  const key = await createKey(prisma);
  const { signingCertificateId } = await prisma.provisioningKey.findUniqueOrThrow({ where: { id: key.id } });
  const used = await listCertificateTree(viewer, { filters: [{ column: "keys", op: "gte", value: 1 }] });
  expect(used.rows.map(({ id }) => id)).toEqual([signingCertificateId]);
  const waiting = [{ column: "status", op: "any" as const, value: ["waiting"] }];
  expect((await listCertificateTree(viewer, { filters: waiting })).rows.map(({ name }) => name)).toEqual(["Beta"]);
  expect((await countCertificates(viewer, { q: "alpha" })).total).toBe(1);
  const [details] = await getSigningCertificates(viewer, {
    ids: (await listCertificateTree(viewer, { q: "zulu" })).rows.map(({ id }) => id),
  });
  expect(details?.above.map(({ subject }) => subject)).toEqual(["Alpha Root"]);
});

test("offers as parents what can sign and may have a CA below", async () => {
  const names = async () => (await listParents(owner, {})).map(({ name }) => name);
  expect(await names()).toEqual(["Root", "Alpha"]);
  const { rows } = await listCertificateTree(owner, { q: "alpha" });
  const { id = "", version = 0 } = rows.find(({ name }) => name === "Alpha") ?? {};
  await updateCertificate(owner, { id, version, name: "Alpha", description: "", signingAllowed: false });
  expect(await names()).toEqual(["Root"]);
  const { rows: after } = await listCertificateTree(owner, { q: "alpha" });
  expect(after.map(({ status }) => status)).toEqual(["switched_off"]);
});
