import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type EstResult, listEstClients } from "@/server/gateway/testing/est-clients";

/** A connector that knows no program of ours: openssl makes its keys, an EST client enrolls it, curl reports. */
export type EstConnector = {
  /** Files of its newest certificate and of what it trusts. */
  leaf: string;
  authorities: string;
  client: string;
  /** In: the provisioning key. Throws when it is refused. */
  enroll(password: string): void;
  /** Gets a certificate for a new private key by the one it has. Out: whether it got one. */
  reenroll(): boolean;
  /** Out: the status of the answer to a heartbeat. */
  report(): string;
  /** Reports again and again, as a timer of the machine would. Out: ends that. */
  keepReporting(): () => void;
};

/** In: the gateway's port; the Root, as it was handed over with the key. */
export function makeEstConnector(port: number, root: string): EstConnector {
  const folder = mkdtempSync(join(tmpdir(), "latchkey-est-"));
  const at = (name: string) => join(folder, name);
  const origin = `https://localhost:${port}`;
  const clients = listEstClients(() => ({ folder, ca: root, url: `${origin}/.well-known/est` }));
  // strongSwan's where it is installed, else curl.
  const client = clients.at(-1);
  if (!client) throw new Error("there is no EST client");
  writeFileSync(at("root.pem"), root);
  writeFileSync(at("authorities.pem"), client.fetchCas());
  const heartbeat = [
    ...["--cert", "leaf.pem", "--key", "leaf.key", "--cacert", "root.pem"],
    ...["-H", "content-type: application/json", "--data", "{}", `${origin}/v1/heartbeat`],
  ];
  let identity = { certificate: "", privateKey: "" };

  function makeRequest(): { csr: string; privateKey: string } {
    const newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", "own.key"];
    run("openssl", ["req", "-new", ...newKey, "-subj", "/CN=est-connector", "-out", "own.csr"]);
    return { csr: readFileSync(at("own.csr"), "utf8"), privateKey: readFileSync(at("own.key"), "utf8") };
  }

  function run(command: string, args: string[]): string {
    const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, encoding: "utf8", timeout: 20_000 });
    if (status !== 0) throw new Error(`${command} failed: ${stderr}`);
    return stdout;
  }

  function keep(result: EstResult, privateKey: string): boolean {
    if (!("certificate" in result)) return false;
    identity = { certificate: result.certificate, privateKey };
    writeFileSync(at("leaf.pem"), identity.certificate);
    writeFileSync(at("leaf.key"), identity.privateKey, { mode: 0o600 });
    return true;
  }

  return {
    leaf: at("leaf.pem"),
    authorities: at("authorities.pem"),
    client: client.name,
    enroll(password) {
      const { csr, privateKey } = makeRequest();
      const result = client.enroll(csr, password);
      if (!keep(result, privateKey)) throw new Error("failure" in result ? result.failure : "no certificate");
    },
    reenroll() {
      const { csr, privateKey } = makeRequest();
      return keep(client.reenroll(csr, identity), privateKey);
    },
    report: () => run("curl", ["-sS", "-o", "answer", "-w", "%{http_code}", ...heartbeat]),
    keepReporting() {
      const script = 'while curl -sS -o /dev/null "$@"; do sleep 1; done';
      const child = spawn("sh", ["-c", script, "report", ...heartbeat], { cwd: folder, stdio: "ignore" });
      return () => child.kill("SIGTERM");
    },
  };
}
