// The standard EST client that the tests let enroll: `pki` of strongSwan. It finds its plugins only where Debian installs them, so unlike
// the other programs it cannot be unpacked beside the tests: root installs the packages. They start no service.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const PACKAGES = ["strongswan-pki", "libstrongswan-extra-plugins"];
const NAME = "pki --est";

/** It speaks EST, and it has what it speaks HTTPS with. */
function works() {
  const { stdout, stderr } = spawnSync("pki", ["--help"], { encoding: "utf8", timeout: 30_000 });
  return /^loaded plugins:.*\bcurl\b/m.test(`${stdout}${stderr}`) && /^\s*pki --est\b/m.test(`${stdout}${stderr}`);
}

function install() {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  for (const args of [
    ["update", "-qq"],
    ["install", "-y", "-qq", "--no-install-recommends", ...PACKAGES],
  ]) {
    const { status, stderr } = spawnSync("apt-get", args, { encoding: "utf8", env, timeout: 300_000 });
    if (status !== 0) return (stderr ?? "").trim().split("\n").at(-1) || `apt-get ${args[0]} failed`;
  }
  return `${PACKAGES.join(" and ")} of this system have no working ${NAME}`;
}

/** Installs the client where it is missing and may be installed. Out: a line when it is not to be had, with the reason; nothing else. */
export function findStrongswan() {
  if (works()) return [];
  let reason = `not installed (Debian: ${PACKAGES.join(", ")}), and only root may install it`;
  if (!existsSync("/usr/bin/apt-get")) reason = "not installed, and no Debian packages here";
  else if (process.getuid?.() === 0) {
    console.log(`tools: installing ${PACKAGES.join(", ")}`);
    reason = install();
  }
  return works() ? [] : [{ tool: NAME, reason }];
}
