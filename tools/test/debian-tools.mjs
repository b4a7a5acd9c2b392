// Where the programs come from that judge the install recipes: the system, or Debian's packages unpacked into a folder of
// the clone. Nothing is installed on the machine, so no root is needed, and no service of a package ever starts.
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Program → the Debian package it is in. */
const PACKAGES = {
  shellcheck: "shellcheck",
  curl: "curl",
  script: "bsdutils",
  "systemd-analyze": "systemd",
  "cloud-init": "cloud-init",
  "ansible-playbook": "ansible-core",
};

const FOLDER = fileURLToPath(new URL("../../node_modules/.cache/debian-tools", import.meta.url));
const BIN = join(FOLDER, "bin");
const ROOT = join(FOLDER, "root");

function run(command, args, options = {}) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    encoding: "utf8",
    timeout: 120_000,
    maxBuffer: 32 * 1024 * 1024,
    ...options,
  });
  if (status === 0) return stdout;
  throw new Error((error?.message ?? stderr).trim().split("\n").at(-1));
}

const works = (tool) => spawnSync(tool, ["--version"], { stdio: "ignore", timeout: 60_000 }).status === 0;

/** A state of apt of its own: the machine's lists may be empty, and only root may fill them. */
function makeApt() {
  const state = join(FOLDER, "apt");
  for (const folder of ["lists/partial", "cache/archives/partial"]) mkdirSync(join(state, folder), { recursive: true });
  const settings = {
    "Dir::State": state,
    "Dir::State::lists": join(state, "lists"),
    "Dir::State::status": "/var/lib/dpkg/status",
    "Dir::Cache": join(state, "cache"),
    "APT::Sandbox::User": "root",
    "Acquire::Retries": "1",
    "Acquire::http::Timeout": "20",
    "Acquire::https::Timeout": "20",
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ["-o", `${name}=${value}`]);
  return (args, cwd = FOLDER) => run("apt-get", ["-qq", ...options, ...args], { cwd });
}

/** Folders below the unpacked packages that exist, joined for a variable of the environment. */
function listFolders(...folders) {
  const arch = existsSync(join(ROOT, "usr/lib"))
    ? readdirSync(join(ROOT, "usr/lib")).filter((name) => name.includes("-linux-"))
    : [];
  return folders
    .flatMap((folder) => (folder.includes("*") ? arch.map((name) => folder.replace("*", name)) : [folder]))
    .map((folder) => join(ROOT, folder))
    .filter((folder) => existsSync(folder))
    .join(":");
}

/** Puts a program in front of the unpacked one that says where its libraries are. */
function writeWrapper(tool) {
  const program = ["usr/bin", "bin"].map((folder) => join(ROOT, folder, tool)).find((path) => existsSync(path));
  if (!program) throw new Error(`no ${tool} in the package`);
  const variables = {
    PATH: `${listFolders("usr/bin", "bin")}:$PATH`,
    LD_LIBRARY_PATH: listFolders("usr/lib/*", "lib/*", "usr/lib/*/systemd", "usr/lib/systemd", "lib/systemd"),
    PYTHONPATH: listFolders("usr/lib/python3/dist-packages"),
    // The units that a unit names, besides those of the machine.
    SYSTEMD_UNIT_PATH: `${listFolders("usr/lib/systemd/system", "lib/systemd/system")}:`,
  };
  const lines = Object.entries(variables)
    .filter(([, value]) => value !== "")
    .map(([name, value]) => `export ${name}="${value}"`);
  mkdirSync(BIN, { recursive: true });
  writeFileSync(join(BIN, tool), `#!/bin/sh\n${lines.join("\n")}\nexec "${program}" "$@"\n`);
  chmodSync(join(BIN, tool), 0o755);
}

function unpack(tools) {
  const packages = join(FOLDER, "packages");
  mkdirSync(packages, { recursive: true });
  const apt = makeApt();
  apt(["update"]);
  for (const tool of tools) {
    const plan = apt(["install", "--simulate", "--no-install-recommends", "--reinstall", PACKAGES[tool]]);
    const names = [...plan.matchAll(/^Inst (\S+)/gm)].map(([, name]) => name);
    apt(["download", ...names], packages);
    for (const file of readdirSync(packages)) run("dpkg-deb", ["-x", join(packages, file), ROOT]);
    rmSync(packages, { recursive: true });
    mkdirSync(packages);
    writeWrapper(tool);
  }
}

/**
 * Finds the programs, and unpacks those that are missing where apt is there. Puts them on the PATH of this process.
 * Out: a line for each that is not to be had, with the reason: its checks are not made, which is a failure where CI is set.
 */
export function findDebianTools() {
  process.env.PATH = `${BIN}${delimiter}${process.env.PATH}`;
  const missing = Object.keys(PACKAGES).filter((tool) => !works(tool));
  if (missing.length === 0) return [];
  let reason = "its package gives no program that runs here";
  if (!existsSync("/usr/bin/apt-get")) {
    reason = "not installed, and no Debian packages here";
  } else {
    console.log(`tools: fetching ${missing.join(", ")} from Debian's packages`);
    try {
      unpack(missing);
    } catch (error) {
      reason = error.message;
    }
  }
  return missing.filter((tool) => !works(tool)).map((tool) => ({ tool, reason }));
}
