import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { prisma } from "@/lib/db";
import { derToPem } from "@/lib/pki/pem";

const run = promisify(execFile);

/** What the revocation lists of a run were seen to do. */
export type ListReport = {
  fetched: number;
  /** Lists that differ from the one before, each read by openssl with its signature. */
  lists: number;
  revoked: number;
  /** Revoked certificates that expired while they were watched. */
  expired: number;
  /** Certificates of which openssl was asked, with the newest list of their issuer, whether they are revoked. */
  verified: number;
  problems: string[];
};

type Issuer = {
  id: string;
  pem: string;
  /** By serial number: the end of each certificate that was on a list of any instance. */
  seen: Map<string, Date>;
  newest: { number: bigint; der: Buffer } | null;
};

/**
 * Fetches the revocation lists of some issuers from every instance that is up, and holds that a revoked certificate is on each from
 * the moment its revocation was committed until it expires. In: issuers' ids, the Root (PEM), ports of the instances that are up.
 */
export async function watchLists(issuerIds: string[], root: string, ports: () => number[]) {
  const folder = await mkdtemp(join(tmpdir(), "latchkey-lists-"));
  const issuers: Issuer[] = [];
  for (const id of issuerIds) {
    const { certificate } = await prisma.signingCertificate.findUniqueOrThrow({ where: { id } });
    const pem = derToPem("CERTIFICATE", certificate ?? new Uint8Array());
    issuers.push({ id, pem, seen: new Map(), newest: null });
  }
  await writeFile(join(folder, "authorities.pem"), [root, ...issuers.map(({ pem }) => pem)].join("\n"));
  const report: ListReport = { fetched: 0, lists: 0, revoked: 0, expired: 0, verified: 0, problems: [] };
  const say = (problem: string) => {
    if (report.problems.length < 20) report.problems.push(problem);
  };

  async function look(issuer: Issuer, port: number): Promise<void> {
    // Read before the list is asked for: what is committed by then must be on it.
    const revoked = await prisma.connectorCertificate.findMany({
      where: { signingCertificateId: issuer.id, revokedAt: { not: null } },
      select: { serial: true, notAfter: true },
    });
    const der = await fetchList(port, issuer.id, root);
    if (typeof der === "number") say(`a list was answered ${der}`);
    if (!der || typeof der === "number") return;
    report.fetched += 1;
    const list = await readList(issuer, der);
    if (issuer.newest === null || list.number > issuer.newest.number) issuer.newest = { number: list.number, der };
    const now = Date.now();
    for (const { serial, notAfter } of revoked) {
      if (notAfter.getTime() > now && !list.serials.has(serial)) say(`${serial} is revoked and not on ${list.number}`);
      if (list.serials.has(serial)) issuer.seen.set(serial, notAfter);
    }
    for (const [serial, notAfter] of issuer.seen) {
      if (notAfter.getTime() > now && !list.serials.has(serial)) say(`${serial} left the list with ${list.number}`);
    }
    if (list.nextUpdate.getTime() <= now) say(`list ${list.number} had ended when it was served`);
  }

  const read = new Map<string, { number: bigint; serials: Set<string>; nextUpdate: Date }>();
  /** Reads a list with openssl, once; its signature must be the issuer's. */
  async function readList(issuer: Issuer, der: Buffer) {
    const key = der.toString("base64");
    const known = read.get(key);
    if (known) return known;
    report.lists += 1;
    await writeFile(join(folder, "list.der"), der);
    const args = ["crl", "-inform", "DER", "-in", "list.der", "-noout", "-text", "-CAfile", "authorities.pem"];
    const { stdout, stderr } = await run("openssl", args, { cwd: folder, maxBuffer: 32 * 2 ** 20 });
    if (!stderr.includes("verify OK")) say(`a list of ${issuer.id} has no valid signature`);
    const number = /CRL Number:\s*\n\s*(?:0x)?([0-9A-Fa-f]+)/.exec(stdout)?.[1] ?? "0";
    const list = {
      number: stdout.includes(`0x${number}`) ? BigInt(`0x${number}`) : BigInt(number),
      serials: new Set([...stdout.matchAll(/Serial Number: ([0-9A-F]+)/g)].map(([, hex]) => toSerial(hex ?? ""))),
      nextUpdate: new Date(/Next Update: (.+)/.exec(stdout)?.[1] ?? 0),
    };
    read.set(key, list);
    return list;
  }

  return {
    report,
    /** One look at every list of every instance. */
    async lookOnce(): Promise<void> {
      for (const issuer of issuers) for (const port of ports()) await look(issuer, port);
    },
    /** Asks `openssl verify -crl_check` about certificates, also those that expired. In: the certificates, and whether each is revoked. */
    async verify(certificates: { issuerId: string; der: Uint8Array; isRevoked: boolean }[]): Promise<void> {
      for (const { issuerId, der, isRevoked } of certificates) {
        const issuer = issuers.find(({ id }) => id === issuerId);
        if (!issuer?.newest) continue;
        const list = derToPem("X509 CRL", issuer.newest.der);
        await writeFile(join(folder, "crl.pem"), list);
        await writeFile(join(folder, "leaf.pem"), derToPem("CERTIFICATE", der));
        const files = ["-CAfile", "authorities.pem", "-CRLfile", "crl.pem", "leaf.pem"];
        const args = ["verify", "-crl_check", "-no_check_time", ...files];
        const told = await run("openssl", args, { cwd: folder }).then(
          () => "valid",
          (error: { stderr?: string }) => (error.stderr?.includes("certificate revoked") ? "revoked" : error.stderr),
        );
        report.verified += 1;
        if (told !== (isRevoked ? "revoked" : "valid"))
          say(`openssl finds a certificate ${told}, revoked: ${isRevoked}`);
      }
    },
    async close(): Promise<void> {
      const ends = issuers.flatMap(({ seen }) => [...seen.values()]);
      report.revoked = ends.length;
      report.expired = ends.filter((end) => end.getTime() <= Date.now()).length;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** As the database holds it: 32 digits of lower-case hex. */
function toSerial(hex: string): string {
  return hex.toLowerCase().padStart(32, "0");
}

/** Out: the list, the status of another answer, or null when the instance was ended meanwhile. */
function fetchList(port: number, id: string, ca: string): Promise<Buffer | number | null> {
  return new Promise((resolve) => {
    const options = { host: "127.0.0.1", servername: "localhost", port, ca, agent: false, path: `/v1/crl/${id}` };
    const outgoing = request(options, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
      incoming.once("error", () => resolve(null));
      incoming.once("end", () => {
        resolve(incoming.statusCode === 200 ? Buffer.concat(chunks) : (incoming.statusCode ?? 0));
      });
    });
    outgoing.once("error", () => resolve(null));
    outgoing.end();
  });
}
