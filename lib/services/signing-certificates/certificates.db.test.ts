import { X509Certificate } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { checkCertificate } from "@/cli/check-certificate";
import { createCsr, generatePrivateKey } from "@/cli/csr";
import { readCertificates } from "@/cli/verify-server";
import { prisma } from "@/lib/db";
import { enroll } from "@/lib/enrollment/enroll";
import { loadAuthority } from "@/lib/enrollment/issuer";
import { makeServerIdentity } from "@/lib/enrollment/server-certificate";
import { getTrustChain } from "@/lib/enrollment/trust-chain";
import { createIntermediate } from "@/lib/pki/create-intermediate";
import { newSerial } from "@/lib/pki/new-serial";
import { parseCsr } from "@/lib/pki/parse-csr";
import { derToPem } from "@/lib/pki/pem";
import { openWorkshop } from "@/lib/pki/test-support";
import type { UserActor } from "@/lib/services/actor";
import { downloadCertificate } from "@/lib/services/signing-certificates/download";
import { generateCertificate } from "@/lib/services/signing-certificates/generate";
import { getSigningCertificate } from "@/lib/services/signing-certificates/get";
import { listSigningCertificates } from "@/lib/services/signing-certificates/list";
import { removeCertificate } from "@/lib/services/signing-certificates/remove";
import { requestCertificate } from "@/lib/services/signing-certificates/request";
import { CERTIFICATE_KEY_ALGORITHMS } from "@/lib/services/signing-certificates/schema";
import { updateCertificate } from "@/lib/services/signing-certificates/update";
import { uploadCertificate } from "@/lib/services/signing-certificates/upload";
import { createActor, createConnector, createKey } from "@/prisma/factories";
import { seedTenant } from "@/prisma/test-world";
import { readRoot } from "@/server/gateway/testing/read-root";

const shop = openWorkshop();
afterAll(() => shop.remove());
let owner: UserActor;
let rootId: string;

beforeAll(async () => {
  await seedTenant();
  owner = await createActor(prisma, "OWNER");
  rootId = (await prisma.tenant.findFirstOrThrow()).rootCertificateId ?? "";
});

const wanted = {
  description: "",
  keyAlgorithm: "ecdsa-p256",
  commonName: "Halden CA",
  expiresOn: "2034-05-06",
} as const;
const versionOf = async (id: string) => (await prisma.signingCertificate.findUniqueOrThrow({ where: { id } })).version;
const audited = (action: string, targetId: string) =>
  prisma.auditEvent.count({ where: { action, targetId, actorId: owner.id } });
const download = async (id: string, file: "certificate" | "chain" | "csr") =>
  (await downloadCertificate(owner, { id, file })).text;
const caller = { ip: "192.0.2.9", userAgent: undefined, requestId: "r-1" };

/** Enrolls with a new key that names the certificate. Out: the connector's answer and its private key. */
async function enrollUnder(id: string) {
  const key = await createKey(prisma);
  await prisma.provisioningKey.update({ where: { id: key.id }, data: { signingCertificateId: id } });
  const privateKey = generatePrivateKey();
  const csr = createCsr(privateKey, "host");
  const answer = await enroll({ provisioningKey: key.keyString, csr }, caller, () => undefined);
  if (answer.state !== "active") throw new Error("pending");
  return { key, answer, privateKey };
}

/** Makes a CSR in the portal and signs it outside, under a root and an issuing CA of another company. Out: id, chain in PEM. */
async function bringOwn(name: string, keyAlgorithm: (typeof CERTIFICATE_KEY_ALGORITHMS)[number] = "ecdsa-p256") {
  const request = await requestCertificate(owner, {
    name,
    keyAlgorithm,
    description: "",
    commonName: name,
    organization: "Halden",
  });
  shop.write("own.csr", request.csr);
  shop.write(
    "ca.ext",
    "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash",
  );
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
    "-days",
    "999",
    "-subj",
    `/CN=Corp Root ${name}`,
  );
  shop.openssl(
    "req",
    "-newkey",
    "rsa:2048",
    "-nodes",
    "-keyout",
    "issuing.key",
    "-out",
    "issuing.csr",
    "-subj",
    "/CN=Corp Issuing",
  );
  for (const [csr, ca, out, days] of [
    ["issuing.csr", "root", "issuing", "900"],
    ["own.csr", "issuing", "own", "800"],
  ] as const) {
    shop.openssl(
      "x509",
      "-req",
      "-in",
      csr,
      "-CA",
      `${ca}.pem`,
      "-CAkey",
      `${ca}.key`,
      "-CAcreateserial",
      "-extfile",
      "ca.ext",
      "-days",
      days,
      "-out",
      `${out}.pem`,
    );
  }
  const [own = "", issuing = "", root = ""] = ["own", "issuing", "root"].map((file) =>
    shop.read(`${file}.pem`).toString(),
  );
  return { id: request.id, version: request.version, own, issuing, root };
}

describe("generate", () => {
  test.each(CERTIFICATE_KEY_ALGORITHMS)(
    "a root and an intermediate below it with %s: openssl agrees",
    async (keyAlgorithm) => {
      const root = await generateCertificate(owner, {
        ...wanted,
        keyAlgorithm,
        name: `Root ${keyAlgorithm}`,
        commonName: "Own Root",
        parentId: null,
      });
      const child = await generateCertificate(owner, {
        ...wanted,
        keyAlgorithm,
        name: `Child ${keyAlgorithm}`,
        organization: "Halden",
        country: "no",
        parentId: root.id,
        expiresOn: "2033-01-31",
      });
      shop.write("root.pem", await download(root.id, "certificate"));
      shop.write("child.pem", await download(child.id, "certificate"));
      expect(shop.openssl("verify", "-x509_strict", "-CAfile", "root.pem", "child.pem")).toContain("OK");
      const { certificate, above } = await getSigningCertificate(owner, { id: child.id });
      const text = shop.openssl("x509", "-in", "child.pem", "-noout", "-text", "-nameopt", "oneline");
      expect(text).toContain("Subject: C = NO, O = Halden, CN = Halden CA");
      for (const { values } of certificate?.extensions ?? []) for (const value of values) expect(text).toContain(value);
      expect(text).toContain(`Signature Algorithm: ${certificate?.signatureAlgorithm}`);
      expect(text).toContain("Not After : Jan 31 23:59:59 2033 GMT");
      expect(above.map(({ subject }) => subject)).toEqual(["Own Root"]);
      expect(await audited("certificate.created", child.id)).toBe(1);
      expect(JSON.stringify([certificate, above, await listSigningCertificates(owner, {})])).not.toMatch(
        /PRIVATE KEY|sealed/i,
      );
      const { answer, privateKey } = await enrollUnder(child.id);
      shop.write("leaf.pem", answer.certificate);
      shop.write("chain.pem", answer.chain);
      expect(
        shop.openssl("verify", "-purpose", "sslclient", "-CAfile", "root.pem", "-untrusted", "chain.pem", "leaf.pem"),
      ).toContain("OK");
      const tenantRoot = new X509Certificate(await readRoot());
      expect(checkCertificate({ ...answer, root: tenantRoot }, { privateKey } as never, new Date()).ca).toBe(false);
    },
  );

  test("says at the field what the parent does not allow", async () => {
    const other = await prisma.signingCertificate.findUniqueOrThrow({ where: { nameKey: "client" } });
    const tooLong = generateCertificate(owner, {
      ...wanted,
      name: "Too long",
      parentId: rootId,
      expiresOn: "2090-01-01",
    });
    await expect(tooLong).rejects.toMatchObject({
      fields: { expiresOn: expect.stringContaining("The parent ends on") },
    });
    const below = generateCertificate(owner, { ...wanted, name: "Below", parentId: other.id });
    await expect(below).rejects.toMatchObject({ fields: { parentId: expect.stringContaining("no further CA") } });
    const past = generateCertificate(owner, { ...wanted, name: "Past", parentId: null, expiresOn: "2020-01-01" });
    await expect(past).rejects.toMatchObject({ fields: { expiresOn: expect.any(String) } });
    const taken = generateCertificate(owner, { ...wanted, name: "root", parentId: null });
    await expect(taken).rejects.toMatchObject({ code: "name_taken", fields: { name: expect.any(String) } });
  });

  test("is for owners only, like every change", async () => {
    const pem = await readRoot();
    for (const role of ["ADMIN", "VIEWER"] as const) {
      const actor = await createActor(prisma, role);
      const name = { name: `By ${role}`, description: "" };
      const calls = [
        () => generateCertificate(actor, { ...wanted, ...name, parentId: null }),
        () => requestCertificate(actor, { ...name, keyAlgorithm: "ecdsa-p256", commonName: "x" }),
        () => uploadCertificate(actor, { id: rootId, version: 1, pem }),
        () => updateCertificate(actor, { id: rootId, version: 1, ...name, signingAllowed: false }),
        () => removeCertificate(actor, { id: rootId, version: 1 }),
      ];
      for (const call of calls) await expect(call()).rejects.toMatchObject({ code: "forbidden" });
      expect((await listSigningCertificates(actor, {})).length).toBeGreaterThan(0);
    }
  });
});

describe("bring your own", () => {
  test.each(CERTIFICATE_KEY_ALGORITHMS)(
    "CSR with %s, signed outside, uploaded: connectors enroll under the other root",
    async (keyAlgorithm) => {
      const { id, version, own, issuing, root } = await bringOwn(`Own ${keyAlgorithm}`, keyAlgorithm);
      expect(await audited("certificate.requested", id)).toBe(1);
      await uploadCertificate(owner, { id, version, pem: `Bag attributes\n${own}${issuing}${root}` });
      expect(await audited("certificate.uploaded", id)).toBe(1);
      const stored = await prisma.signingCertificate.findUniqueOrThrow({ where: { id } });
      expect(stored).toMatchObject({ issuerCommonName: "Corp Issuing", parentId: null, uploadedChain: issuing + root });
      expect(await download(id, "chain")).toBe(own + issuing + root);
      const { answer, privateKey } = await enrollUnder(id);
      shop.write("leaf.pem", answer.certificate);
      shop.write("chain.pem", answer.chain);
      expect(
        shop.openssl("verify", "-purpose", "sslclient", "-CAfile", "root.pem", "-untrusted", "chain.pem", "leaf.pem"),
      ).toContain("OK");
      checkCertificate({ ...answer, root: new X509Certificate(await readRoot()) }, { privateKey } as never, new Date());
      const published = readCertificates(await getTrustChain()).map(({ subject }) => subject);
      expect(published.join()).not.toContain("Corp Root");
    },
  );

  test("refuses what is no such certificate at the field, changes nothing, keeps no private key", async () => {
    const { id, version, own, issuing, root } = await bringOwn("Wrong files");
    await expect(enrollUnder(id)).rejects.toMatchObject({ code: "signing_certificate_unusable" });
    const key = shop.read("issuing.key").toString();
    const cases: [string, string][] = [
      ["", "Paste the certificate"],
      ["hello", "not PEM"],
      [shop.read("own.csr").toString(), "This is a CSR"],
      [own + key, "private key"],
      [key.replaceAll("PRIVATE KEY", "ENCRYPTED PRIVATE KEY"), "private key"],
      ["0\uFFFD\u0003\uFFFD", "binary file (DER"],
      [own, "incomplete"],
      [own + root + issuing, "wrong order"],
      [await readRoot(), "another key"],
      [own.replace(/\n-----END/, "\n!-----END") + issuing, "not valid base64"],
    ];
    for (const [pem, message] of cases) {
      const refused = uploadCertificate(owner, { id, version, pem });
      await expect(refused).rejects.toMatchObject({
        code: "invalid",
        fields: { pem: expect.stringContaining(message) },
      });
    }
    expect(await prisma.signingCertificate.findUniqueOrThrow({ where: { id } })).toMatchObject({
      certificate: null,
      version,
    });
    expect(await audited("certificate.uploaded", id)).toBe(0);
  });

  test("an issuer that found the certificate unsigned finds it signed within seconds", async () => {
    const { id, version, own, issuing, root } = await bringOwn("Signed later");
    const key = await createKey(prisma);
    await prisma.provisioningKey.update({ where: { id: key.id }, data: { signingCertificateId: id } });
    const csr = createCsr(generatePrivateKey(), "host");
    const ask = () => enroll({ provisioningKey: key.keyString, csr }, caller, () => undefined);
    await expect(ask()).rejects.toMatchObject({ code: "signing_certificate_unusable" });
    await uploadCertificate(owner, { id, version, pem: own + issuing + root });
    await vi.waitFor(async () => expect(await ask()).toMatchObject({ state: "active" }), {
      timeout: 15_000,
      interval: 250,
    });
  });

  test("a renewal replaces the certificate while its subject stays; a stale version is told who was faster", async () => {
    const first = await bringOwn("First");
    await uploadCertificate(owner, {
      id: first.id,
      version: first.version,
      pem: first.own + first.issuing + first.root,
    });
    shop.openssl(
      "x509",
      "-req",
      "-in",
      "own.csr",
      "-CA",
      "issuing.pem",
      "-CAkey",
      "issuing.key",
      "-CAcreateserial",
      "-extfile",
      "ca.ext",
      "-days",
      "700",
      "-out",
      "renewed.pem",
    );
    const renewed = shop.read("renewed.pem").toString();
    await uploadCertificate(owner, { id: first.id, version: 2, pem: renewed + first.issuing + first.root });
    const stale = uploadCertificate(owner, { id: first.id, version: 2, pem: renewed });
    await expect(stale).rejects.toMatchObject({ code: "conflict", details: { changedBy: owner.name } });
    shop.openssl(
      "x509",
      "-req",
      "-in",
      "own.csr",
      "-CA",
      "issuing.pem",
      "-CAkey",
      "issuing.key",
      "-CAcreateserial",
      "-extfile",
      "ca.ext",
      "-days",
      "700",
      "-set_serial",
      "77",
      "-subj",
      "/CN=Else",
      "-out",
      "else.pem",
    );
    const renamed = uploadCertificate(owner, {
      id: first.id,
      version: 3,
      pem: shop.read("else.pem") + first.issuing + first.root,
    });
    await expect(renamed).rejects.toMatchObject({ fields: { pem: expect.stringContaining("subject differs") } });
  });
});

test("a certificate signed by one that is here already has it as its parent", async () => {
  const request = await requestCertificate(owner, {
    name: "Below here",
    keyAlgorithm: "ecdsa-p256",
    description: "",
    commonName: "Below here",
  });
  const issuer = await loadAuthority(rootId);
  const parsed = parseCsr(request.csr);
  if (!issuer || !parsed.ok) throw new Error("seed");
  const der = createIntermediate({
    issuer,
    publicKey: parsed.csr.publicKey,
    commonName: "Below here",
    serial: newSerial(),
    notBefore: new Date(Date.now() - 60_000),
    notAfter: new Date(Date.now() + 86_400_000 * 90),
  });
  await uploadCertificate(owner, { id: request.id, version: 1, pem: derToPem("CERTIFICATE", der) });
  expect(await prisma.signingCertificate.findUniqueOrThrow({ where: { id: request.id } })).toMatchObject({
    parentId: rootId,
    uploadedChain: null,
  });
  const { answer } = await enrollUnder(request.id);
  expect(answer.chain).toBe(derToPem("CERTIFICATE", der) + (await readRoot()));
});

describe("edit", () => {
  test("signing allowed is withdrawn: no enrollment, not offered, and the gateway's own certificate goes on", async () => {
    const made = await generateCertificate(owner, { ...wanted, name: "Edited", parentId: rootId });
    const edit = { id: made.id, version: 1, name: "Edited again", description: "New.", signingAllowed: false };
    expect(await updateCertificate(owner, edit)).toMatchObject({ changed: true });
    const row = await prisma.auditEvent.findFirstOrThrow({
      where: { action: "certificate.edited", targetId: made.id },
    });
    expect(row.after).toEqual({ name: "Edited again", description: "New.", signingAllowed: false });
    await expect(updateCertificate(owner, edit)).rejects.toMatchObject({ code: "conflict" });
    expect(await updateCertificate(owner, { ...edit, version: 2 })).toMatchObject({ changed: false });
    await expect(enrollUnder(made.id)).rejects.toMatchObject({ code: "signing_certificate_unusable" });
    const offered = await listSigningCertificates(owner, { usable: true });
    expect(offered.map(({ id }) => id)).not.toContain(made.id);
    const root = { id: rootId, name: "Root", description: "", signingAllowed: false };
    await updateCertificate(owner, { ...root, version: await versionOf(rootId) });
    expect((await makeServerIdentity()).cert).toContain("BEGIN CERTIFICATE");
    await updateCertificate(owner, { ...root, version: await versionOf(rootId), signingAllowed: true });
  });

  test("another signing certificate of a key counts for later enrollments only", async () => {
    const made = await generateCertificate(owner, { ...wanted, name: "Later", parentId: rootId });
    const key = await createKey(prisma);
    const enrollOnce = async () => {
      const answer = await enroll(
        { provisioningKey: key.keyString, csr: createCsr(generatePrivateKey(), "h") },
        caller,
        () => undefined,
      );
      return answer.state === "active" ? new X509Certificate(answer.certificate) : undefined;
    };
    const before = await enrollOnce();
    await prisma.provisioningKey.update({
      where: { id: key.id },
      data: { signingCertificateId: made.id, version: { increment: 1 } },
    });
    const after = await enrollOnce();
    expect(before?.issuer).toMatch(/CN=Latchkey Connector/);
    expect(after?.issuer).toBe("CN=Halden CA");
    const kept = await prisma.connectorCertificate.findUniqueOrThrow({
      where: { serial: before?.serialNumber.toLowerCase() ?? "" },
    });
    expect(kept.signingCertificateId).toBe(key.signingCertificateId);
  });
});

describe("delete", () => {
  test("one that nothing uses goes with its private key, and its name is free", async () => {
    const made = await generateCertificate(owner, { ...wanted, name: "Short lived", parentId: rootId });
    await removeCertificate(owner, { id: made.id, version: 1 });
    expect(await prisma.signingKey.count({ where: { signingCertificateId: made.id } })).toBe(0);
    expect(await audited("certificate.deleted", made.id)).toBe(1);
    await generateCertificate(owner, { ...wanted, name: "Short lived", parentId: rootId });
  });

  test("is refused with the names of what uses it", async () => {
    const root = await generateCertificate(owner, {
      ...wanted,
      name: "Used root",
      commonName: "Used Root",
      parentId: null,
    });
    const child = await generateCertificate(owner, {
      ...wanted,
      name: "Used child",
      parentId: root.id,
      expiresOn: "2033-01-01",
    });
    const key = await createKey(prisma, { name: "Key of the child" });
    await prisma.provisioningKey.update({ where: { id: key.id }, data: { signingCertificateId: child.id } });
    await createConnector(prisma, { ...key, signingCertificateId: child.id });
    const refuse = async (id: string, message: string) =>
      expect(removeCertificate(owner, { id, version: await versionOf(id) })).rejects.toMatchObject({
        code: "in_use",
        message: expect.stringContaining(message),
      });
    await refuse(root.id, 'it issued "Used child"');
    await refuse(child.id, 'provisioning key "Key of the child"; 1 connector certificate');
    await refuse(rootId, "the tenant's Root");
    await prisma.provisioningKey.update({ where: { id: key.id }, data: { deletedAt: new Date() } });
    await refuse(child.id, "1 deleted provisioning key");
  });
});

test("files have plain names whatever the certificate is called", async () => {
  const made = await generateCertificate(owner, { ...wanted, name: "Ærø_ .. Größe 数", parentId: rootId });
  const { fileName } = await downloadCertificate(owner, { id: made.id, file: "chain" });
  expect(fileName).toMatch(/^[A-Za-z0-9._-]+-chain\.pem$/);
  await expect(downloadCertificate(owner, { id: made.id, file: "csr" })).rejects.toMatchObject({ code: "not_found" });
});
