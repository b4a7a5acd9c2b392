import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { PLACES } from "@/lib/recipes/places";

/** What the recipe writes to, each below a folder of the test's own. */
const FOLDERS = ["/usr/local/lib/latchkey-connector", "/etc/latchkey-connector", "/etc/systemd/system", "/var/lib"];

/**
 * What a machine has and a test does not: root, users, a running systemd, somebody who pastes. `install` stays the real one
 * but for the owner.
 */
const STAND_INS: Record<string, string> = {
  sudo: 'exec "$@"',
  id: `[ "$1" = ${PLACES.user} ] && exec test -e "$PREFIX/user"\nPATH=\${PATH#*:} exec id "$@"`,
  useradd: 'echo "$*" > "$PREFIX/user"',
  install: `for one do shift; case $one in ${PLACES.user}) ;; -o|-g) ;; *) set -- "$@" "$one" ;; esac; done\nPATH=\${PATH#*:} exec install "$@"`,
  "systemd-ask-password": '[ "$1" = "Provisioning key:" ] && cat "$PREFIX/pasted"',
  journalctl: 'cat "$PREFIX/journal"',
  systemctl: `echo "$*" >> "$PREFIX/systemctl"
[ "$1" = restart ] || exit 0
unit="$PREFIX/etc/systemd/system/$2"
value() { sed -n "s/^$1=//p" "$unit"; }
umask "$(value UMask)"
mkdir -p -m "$(value StateDirectoryMode)" "$PREFIX/var/lib/$(value StateDirectory)"
cd /
# As systemd does for this line: words at spaces, and an environment of its own.
set -f
set -- env -i PATH="/usr/local/bin:/usr/bin:$NODE" $(value ExecStart)
# One that runs on is started, one that ends is waited for.
if [ "$(value Type)" = exec ]; then "$@" > "$PREFIX/run-journal" 2>&1 & echo $! > "$PREFIX/pid"; exit 0; fi
exec "$@" > "$PREFIX/journal" 2>&1`,
};

export type RecipeRun = {
  status: number | null;
  output: string;
  /** Files of the unit that enrolls and of the one that runs. */
  unit: string;
  runUnit: string;
  stateDirectory: string;
  /** Ends what the recipe left running. */
  stop: () => void;
};

async function run(command: string, args: string[], env: NodeJS.ProcessEnv, cwd: string) {
  const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      output += chunk.toString("utf8");
    });
  }
  const status = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  return { status, output };
}

/**
 * Runs the commands of the Linux recipe one after the other, as a person pastes them: word for word, but that its folders are
 * below one of the test's, and with the stand-ins above. The ExecStart line of the unit they wrote is what enrolls.
 * In: the commands, the key that is pasted where it is asked for. Out: how the last one that ran ended, and everything printed.
 */
export async function followLinuxRecipe(commands: readonly string[], key: string): Promise<RecipeRun> {
  const prefix = mkdtempSync(join(tmpdir(), "latchkey-machine-"));
  const bin = join(prefix, "bin");
  for (const folder of [bin, join(prefix, "etc/systemd/system"), join(prefix, "var/lib"), join(prefix, "work")]) {
    mkdirSync(folder, { recursive: true });
  }
  for (const [name, script] of Object.entries(STAND_INS)) {
    writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  }
  writeFileSync(join(prefix, "pasted"), `${key}\n`);
  const node = dirname(process.execPath);
  const env = {
    NODE_ENV: "production" as const,
    PATH: `${bin}:${process.env.PATH}:${node}`,
    NODE: node,
    PREFIX: prefix,
    HOME: prefix,
  };
  const below = (text: string) =>
    FOLDERS.reduce((whole, folder) => whole.replaceAll(folder, () => prefix + folder), text);
  let [output, status]: [string, number | null] = ["", 0];
  for (const command of commands) {
    const ran = await run("bash", ["-c", below(command)], env, join(prefix, "work"));
    output += ran.output;
    status = ran.status;
    if (status !== 0) break;
  }
  const pid = join(prefix, "pid");
  return {
    ...{ status, output, unit: prefix + PLACES.unit, runUnit: prefix + PLACES.runUnit },
    stateDirectory: prefix + PLACES.state,
    stop: () => {
      if (existsSync(pid)) process.kill(Number(readFileSync(pid, "utf8")), "SIGTERM");
    },
  };
}

/**
 * Lets systemd-analyze judge units. Out: how it ended, and what it says of them; nothing where it is not to be had and CI is
 * not set: `npm test` fetches it, and names it when it cannot.
 */
export async function verifyUnits(
  ...units: [string, ...string[]]
): Promise<{ status: number | null; complaints: string[] }> {
  const known = (process.env.PATH ?? "").split(":").some((folder) => existsSync(join(folder, "systemd-analyze")));
  if (!known && !process.env.CI) return { status: 0, complaints: [] };
  const { status, output } = await run("systemd-analyze", ["verify", ...units], process.env, dirname(units[0]));
  return { status, complaints: output.split("\n").filter((line) => line.includes(PLACES.user)) };
}

/** In: a unit's file. Out: its text as the recipe has it. */
export function readUnit(path: string): string {
  return readFileSync(path, "utf8").replaceAll(path.slice(0, path.lastIndexOf(dirname(PLACES.unit))), "");
}
