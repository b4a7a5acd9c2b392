// `npm test`: everything that decides whether a change is good, in one run. Ends with one line "N passed, N failed".
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findDebianTools } from "./debian-tools.mjs";
import { findChromium } from "./find-chromium.mjs";
import { findStrongswan } from "./strongswan.mjs";

process.chdir(fileURLToPath(new URL("../..", import.meta.url)));
const reports = mkdtempSync(join(tmpdir(), "latchkey-reports-"));
const totals = { passed: 0, failed: 0 };
const begun = performance.now();

/** Runs a command with its output shown. Out: whether it ended with 0. */
function run(args, env = {}) {
  return (
    spawnSync(process.execPath, args, {
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0", ...env },
    }).status === 0
  );
}

/** Counts one check that has no tests of its own. */
function check(name, passes) {
  const start = performance.now();
  const passed = passes();
  totals[passed ? "passed" : "failed"] += 1;
  console.log(`${passed ? "ok" : "FAILED"}: ${name} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
  return passed;
}

/** Runs a test runner and adds what its JSON report counts; a run without a report, or one that fails without a failed test, is one failure. */
function countTests(name, args, env, read) {
  const start = performance.now();
  const report = join(reports, `${name}.json`);
  const passes = run(args(report), env(report));
  let counted = { passed: 0, failed: 0 };
  try {
    counted = read(JSON.parse(readFileSync(report, "utf8")));
  } catch (error) {
    console.log(`${name}: no report (${error.message})`);
  }
  if ((!passes || counted.passed === 0) && counted.failed === 0) counted.failed = 1;
  totals.passed += counted.passed;
  totals.failed += counted.failed;
  console.log(
    `${name}: ${counted.passed} passed, ${counted.failed} failed (${((performance.now() - start) / 1000).toFixed(1)} s)`,
  );
}

/** Names the five browser tests that took longest, so that a run that grows too long says where. */
function reportSlowest(suites) {
  const inner = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(inner)];
  const times = suites.flatMap(inner).map((spec) => {
    const results = spec.tests.flatMap((test) => test.results);
    return { name: `${spec.file}: ${spec.title}`, ms: results.reduce((sum, { duration }) => sum + duration, 0) };
  });
  for (const { name, ms } of times.sort((a, b) => b.ms - a.ms).slice(0, 5)) {
    console.log(`slow: ${(ms / 1000).toFixed(1)} s ${name}`);
  }
}

/** Runs a project of vitest. In: what to call the run if not by its project, files if not all, variables of its own. */
function vitest(project, { name = project, args = [], env = {} } = {}) {
  countTests(
    name,
    (report) => [
      "node_modules/vitest/vitest.mjs",
      "run",
      "--project",
      project,
      "--reporter=dot",
      "--reporter=json",
      `--outputFile=${report}`,
      ...args,
    ],
    () => env,
    (json) => ({ passed: json.numPassedTests, failed: json.numFailedTests + json.numPendingTests }),
  );
}

/** Out: the files of the project "database". */
function findDatabaseTests() {
  const folders = readdirSync(".", { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && !entry.name.startsWith(".") && !["node_modules", "dist"].includes(entry.name),
  );
  return folders
    .flatMap(({ name }) => readdirSync(name, { recursive: true }).map((file) => `${name}/${file}`))
    .filter((file) => file.endsWith(".db.test.ts"));
}

// Downloads take no processor time to speak of: they go on beside the checks that need nothing.
const prepared = once(spawn(process.execPath, ["tools/test/prepare.mjs"], { stdio: "inherit" }), "exit");
check("Prisma client generated", () => run(["tools/prisma-generate.mjs", "--quiet"]));
check("format and lint (Biome)", () => run(["node_modules/@biomejs/biome/bin/biome", "ci", "."]));
check("dependency rules (tools/lint)", () => run(["tools/lint/run.mjs"]));
check("types (tsc)", () => run(["node_modules/typescript/bin/tsc", "--noEmit", "-p", "."]));
check(
  "openssl is there",
  () => spawnSync("openssl", ["version"], { stdio: ["ignore", "inherit", "inherit"] }).status === 0,
);
vitest("unit");
await prepared;
const missingTools = [...findDebianTools(), ...findStrongswan()];
// Its tests are beside others of the database; those of the other programs say so themselves.
if (process.env.CI) check("a standard EST client is there", () => findStrongswan().length === 0);
vitest("tools");
// The database tests also start the built processes, so the build comes first.
const built = check("build", () => run(["tools/build.mjs"]));
// Two files at once, but for those that measure time or how much is served at once: nothing runs beside them.
const ALONE = [
  ...["edits", "faults", "hostile", "overload", "race", "rotation"].map((name) => `server/gateway/${name}.`),
  "lib/services/connector-groups/groups.db.test.ts",
];
const [beside, alone] = [false, true].map((isAlone) =>
  findDatabaseTests().filter((file) => ALONE.some((path) => file.startsWith(path)) === isAlone),
);
vitest("database", { name: "database, two at once", args: beside, env: { VITEST_MAX_WORKERS: "2" } });
vitest("database", { name: "database, one at a time", args: alone });
let browser;
check("a Chromium is there", () => {
  try {
    browser = findChromium();
    return true;
  } catch (error) {
    console.log(error.message);
    return false;
  }
});
if (built && browser) {
  countTests(
    "browser",
    () => ["node_modules/@playwright/test/cli.js", "test", "--reporter=dot,json"],
    (report) => ({
      PLAYWRIGHT_CHROMIUM: browser,
      PLAYWRIGHT_JSON_OUTPUT_FILE: report,
      // The tests use the product's own server modules, which refuse to load without React's server condition.
      NODE_OPTIONS: "--conditions=react-server",
    }),
    (json) => {
      reportSlowest(json.suites);
      const { expected, unexpected, flaky, skipped } = json.stats;
      return { passed: expected, failed: unexpected + flaky + skipped };
    },
  );
}

rmSync(reports, { recursive: true, force: true });
for (const { tool, reason } of missingTools) console.log(`not checked: what ${tool} judges (${reason})`);
console.log(`all of it took ${((performance.now() - begun) / 1000).toFixed(0)} s`);
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exit(totals.failed === 0 ? 0 : 1);
