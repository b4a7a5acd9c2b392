import { execFileSync } from "node:child_process";
import { createPublicKey } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createCsr, exportPublicKey, generatePrivateKey } from "./csr";
import { deriveMachineIdentity } from "./machine-fingerprint";
import { openPrivateKey, sealPrivateKey } from "./sealed-key";

function runOpenssl(args: string[], input: string): string {
  return execFileSync("openssl", args, { input, encoding: "utf8", stdio: ["pipe", "pipe", "pipe"] });
}

describe("createCsr", () => {
  it("makes a request that openssl verifies, for P-256, with the host name as its only subject", () => {
    const privateKey = generatePrivateKey();
    const csr = createCsr(privateKey, "connector.example");
    const text = runOpenssl(["req", "-verify", "-noout", "-subject", "-text", "-nameopt", "RFC2253"], csr);
    expect(text).toContain("CN=connector.example");
    expect(text).toContain("prime256v1");
    expect(text).toContain("ecdsa-with-SHA256");
    const publicKey = createPublicKey(runOpenssl(["req", "-pubkey", "-noout"], csr));
    expect(publicKey.export({ type: "spki", format: "der" })).toEqual(exportPublicKey(privateKey));
  });

  it("cuts a long host name to what a common name may have", () => {
    const csr = createCsr(generatePrivateKey(), "é".repeat(100));
    const subject = runOpenssl(["req", "-noout", "-subject", "-nameopt", "RFC2253,-esc_msb,utf8"], csr);
    expect(subject.match(/é/g)).toHaveLength(64);
  });
});

describe("sealPrivateKey", () => {
  const machine = deriveMachineIdentity("machine 1");

  it("opens on the same machine only", () => {
    const privateKey = generatePrivateKey();
    const sealed = sealPrivateKey(privateKey, machine.sealingKey);
    expect(openPrivateKey(sealed, machine.sealingKey)?.equals(privateKey)).toBe(true);
    expect(openPrivateKey(sealed, deriveMachineIdentity("machine 2").sealingKey)).toBeNull();
    expect(sealPrivateKey(privateKey, machine.sealingKey)).not.toBe(sealed);
  });

  it("does not open when any byte was changed or the end is missing", () => {
    const sealed = Buffer.from(sealPrivateKey(generatePrivateKey(), machine.sealingKey), "base64");
    for (let index = 0; index < sealed.length; index += 1) {
      const changed = Buffer.from(sealed);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(openPrivateKey(changed.toString("base64"), machine.sealingKey)).toBeNull();
    }
    expect(openPrivateKey(sealed.subarray(0, 20).toString("base64"), machine.sealingKey)).toBeNull();
    expect(openPrivateKey("", machine.sealingKey)).toBeNull();
  });
});
