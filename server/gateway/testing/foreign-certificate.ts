import { execFileSync } from "node:child_process";
import { createPrivateKey, X509Certificate } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ClientIdentity } from "@/server/gateway/testing/call-gateway";

/**
 * A client certificate that looks like one of ours, same subject and serial number, made with openssl.
 * In: the certificate it imitates, and whether it is signed by itself or by another root. Out: certificate and key.
 */
export function imitateCertificate(original: string, by: "itself" | "another-root"): ClientIdentity {
  const { subject, serialNumber } = new X509Certificate(original);
  const folder = mkdtempSync(join(tmpdir(), "latchkey-foreign-"));
  const run = (...args: string[]) => execFileSync("openssl", args, { cwd: folder, stdio: "pipe" });
  const newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout"];
  const like = ["-subj", `/${subject}`, "-set_serial", `0x${serialNumber}`, "-addext", "extendedKeyUsage=clientAuth"];
  try {
    const under: string[] = [];
    if (by === "another-root") {
      run("req", "-x509", ...newKey, "root.key", "-out", "root.pem", "-days", "30", "-subj", "/CN=Root");
      under.push("-CA", "root.pem", "-CAkey", "root.key");
    }
    run("req", "-x509", ...newKey, "leaf.key", "-out", "leaf.pem", "-days", "30", ...like, ...under);
    const read = (name: string) => readFileSync(join(folder, name), "utf8");
    return { certificate: read("leaf.pem"), privateKey: createPrivateKey(read("leaf.key")) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
