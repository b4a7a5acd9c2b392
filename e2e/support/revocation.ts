import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * What `openssl verify -crl_check` says of a certificate by the list that it names itself, fetched with curl as a relying party does.
 * In: files of the certificate, of the authorities above it, of the Root. Out: "OK", "revoked", or what openssl said.
 */
export function verifyByList(leaf: string, authorities: string, root: string): string {
  const folder = mkdtempSync(join(tmpdir(), "latchkey-crl-"));
  const run = (command: string, args: string[]) => spawnSync(command, args, { cwd: folder, encoding: "utf8" });
  try {
    const text = run("openssl", ["x509", "-in", leaf, "-noout", "-text"]).stdout;
    const address = /URI:(https:\/\/\S+\/v1\/crl\/[0-9a-f-]+)/.exec(text)?.[1];
    if (!address) return `no distribution point in ${text}`;
    const fetched = run("curl", ["-fsS", "--cacert", root, "-o", "list.der", address]);
    if (fetched.status !== 0) return fetched.stderr;
    run("openssl", ["crl", "-inform", "DER", "-in", "list.der", "-out", "list.pem"]);
    const files = ["-CAfile", root, "-untrusted", authorities, "-CRLfile", "list.pem"];
    const { status, stderr } = run("openssl", ["verify", "-crl_check", "-purpose", "sslclient", ...files, leaf]);
    if (status === 0) return "OK";
    return stderr.includes("certificate revoked") ? "revoked" : stderr;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
