import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { assertClusterOwned, dataDirectory } from "@/server/embedded/init-cluster";
import { assertReachable, isRoot } from "@/server/embedded/os-account";

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "latchkey-owner-"));
  mkdirSync(dataDirectory(home));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const me = () => ({ uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 });
/** An account whose rights the folder's mode decides: root ignores modes, so root tries as nobody. */
const tried = () => (isRoot() ? { uid: 65_534, gid: 65_534 } : me());

test("a cluster of another account is told with the command that hands it over", () => {
  expect(() => assertClusterOwned(home, { uid: me().uid + 1, gid: 0 })).toThrow(
    `belongs to the account ${me().uid}, and PostgreSQL would run as ${me().uid + 1}`,
  );
  expect(() => assertClusterOwned(home, { uid: me().uid + 1, gid: 0 })).toThrow(/chown -R \d+ /);
  assertClusterOwned(home, me());
});

test("a folder that the account of PostgreSQL cannot enter is named", () => {
  chmodSync(home, 0o755);
  assertReachable(tried(), { program: process.execPath, folder: home });
  chmodSync(home, 0o000);
  expect(() => assertReachable(tried(), { program: process.execPath, folder: home })).toThrow(
    `cannot reach ${home}. Run Latchkey as an ordinary user`,
  );
  chmodSync(home, 0o755);
});
