import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** What an EST client ended with: the certificate it got, PEM, or what it said. */
export type EstResult = { certificate: string } | { failure: string };

export type EstClient = {
  name: string;
  /** Fetches the CA certificates. Out: PEM. */
  fetchCas(): string;
  enroll(csr: string, password: string): EstResult;
  reenroll(csr: string, identity: { certificate: string; privateKey: string }): EstResult;
};

type Place = { folder: string; url: string; ca: string };

/** Clients that know nothing of us: curl with openssl always, and strongSwan's pki where Debian's strongswan-pki is installed. */
export function listEstClients(place: () => Place): EstClient[] {
  const { stdout, stderr } = spawnSync("pki", ["--help"], { encoding: "utf8" });
  const help = `${stdout}${stderr}`;
  // Without its plugin it cannot ask anybody (tools/test/strongswan.mjs installs both).
  const hasPki = /^\s*pki --est\b/m.test(help) && /^loaded plugins:.*\bcurl\b/m.test(help);
  return [curlClient(place), ...(hasPki ? [pkiClient(place)] : [])];
}

function run(folder: string, command: string, args: string[], input?: string) {
  const done = spawnSync(command, args, { cwd: folder, input, timeout: 30_000 });
  return { ok: done.status === 0, stdout: done.stdout, stderr: String(done.stderr) };
}

function write(folder: string, files: Record<string, string>): void {
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
}

function curlClient(place: () => Place): EstClient {
  const ask = (path: string, args: string[]): EstResult => {
    const { folder, url, ca } = place();
    write(folder, { "root.pem": ca });
    const fixed = ["-sS", "--cacert", "root.pem", "-o", "answer", "-w", "%{http_code}", `${url}/${path}`];
    const { stdout } = run(folder, "curl", [...fixed, ...args]);
    const told = String(stdout);
    if (told !== "200") return { failure: `${told} ${String(run(folder, "cat", ["answer"]).stdout)}` };
    const der = run(folder, "openssl", ["base64", "-d", "-A", "-in", "answer", "-out", "answer.der"]);
    const pem = run(folder, "openssl", ["pkcs7", "-inform", "DER", "-in", "answer.der", "-print_certs"]);
    return der.ok && pem.ok ? { certificate: String(pem.stdout) } : { failure: der.stderr + pem.stderr };
  };
  const post = (csr: string) => {
    // Wrapped lines without the PEM header, as openssl's base64 writes them.
    const body = csr
      .split("\n")
      .filter((line) => !line.startsWith("-----"))
      .join("\n");
    return ["-H", "Content-Type: application/pkcs10", "--data-binary", body];
  };
  return {
    name: "curl and openssl",
    fetchCas: () => {
      const result = ask("cacerts", []);
      return "certificate" in result ? result.certificate : result.failure;
    },
    enroll: (csr, password) => ask("simpleenroll", [...post(csr), "-u", `connector:${password}`]),
    reenroll: (csr, { certificate, privateKey }) => {
      write(place().folder, { "old.pem": certificate, "old.key": privateKey });
      return ask("simplereenroll", [...post(csr), "--cert", "old.pem", "--key", "old.key"]);
    },
  };
}

function pkiClient(place: () => Place): EstClient {
  const ask = (csr: string, args: string[]) => {
    const { folder, ca } = place();
    write(folder, { "root.pem": ca, "request.pem": csr });
    const base = new URL(place().url).origin;
    const fixed = ["--est", "--url", base, "--in", "request.pem", "--cacert", "root.pem", "--outform", "pem"];
    const { ok, stdout, stderr } = run(folder, "pki", [...fixed, "--maxpolltime", "1", "--interval", "1", ...args]);
    return ok ? { certificate: String(stdout) } : { failure: stderr };
  };
  return {
    name: "strongSwan pki",
    fetchCas: () => {
      const { folder, ca, url } = place();
      write(folder, { "root.pem": ca });
      const { stdout, stderr } = run(folder, "pki", [
        "--estca",
        "--url",
        new URL(url).origin,
        "--cacert",
        "root.pem",
        "--outform",
        "pem",
      ]);
      return String(stdout) + stderr;
    },
    enroll: (csr, password) => ask(csr, ["--userpass", `connector:${password}`]),
    reenroll: (csr, { certificate, privateKey }) => {
      write(place().folder, { "old.pem": certificate, "old.key": privateKey });
      return ask(csr, ["--cert", "old.pem", "--key", "old.key"]);
    },
  };
}
