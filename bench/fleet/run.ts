import { cpus } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { driveFleet, type Finding } from "@/bench/fleet/drive-fleet";
import { DIST, findFreePort } from "@/bench/page/portal";
import { pool } from "@/lib/db";
import { env } from "@/lib/env";

/** Long enough that certificates which were revoked expire during the run. */
const LEAST_MINUTES = 3;

export const FLEET_USAGE = `npm run bench -- fleet [--connectors N] [--minutes N, ${LEAST_MINUTES} or more]`;

/** Connectors that report through two gateways while one is killed. In: arguments after "fleet". Prints a table. Out: 1 when something did not hold, 2 for bad arguments. */
export async function benchFleet(args: string[]): Promise<number> {
  const options = readOptions(args);
  if (!options) {
    console.error(`Usage: ${FLEET_USAGE}`);
    return 2;
  }
  const { rows } = await pool.query<{ version: string }>("SELECT current_setting('server_version') AS version");
  const processors = cpus();
  const machine = `${processors.length} × ${processors[0]?.model}`;
  console.log(
    `${options.connectors} connectors for ${options.minutes} minutes, PostgreSQL ${rows[0]?.version}, Node ${process.version}, ${machine}`,
  );
  console.log(
    "Heartbeats every 5 s, certificates for 90 s; one of two gateways is killed every 30 s and is away for 10 s.\n",
  );
  const findings = await driveFleet({
    connectors: options.connectors,
    seconds: options.minutes * 60,
    certificateSeconds: 90,
    heartbeatSeconds: 5,
    killEverySeconds: 30,
    revokeEverySeconds: 20,
    lookEverySeconds: 3,
    gateway: { script: join(DIST, "gateway.mjs") },
    fleet: { script: join(DIST, "simulate-fleet.mjs") },
    settings: {
      NODE_ENV: "production",
      DATABASE_URL: env.DATABASE_URL,
      LATCHKEY_HOME: env.LATCHKEY_HOME,
      MASTER_KEY_FILE: env.MASTER_KEY_FILE,
    },
    ports: [await findFreePort(), await findFreePort()],
  });
  for (const finding of findings) printFinding(finding);
  const failed = findings.filter(({ holds }) => holds === false).length;
  console.log(failed === 0 ? "\nEverything held." : `\n${failed} of these did not hold.`);
  return failed === 0 ? 0 : 1;
}

function printFinding({ label, seen, holds }: Finding): void {
  console.log(`${label.padEnd(48)} ${seen.padEnd(44)} ${holds === null ? "" : holds ? "holds" : "VIOLATED"}`.trimEnd());
}

function readOptions(args: string[]) {
  try {
    const { values } = parseArgs({
      args,
      options: { connectors: { type: "string", default: "100" }, minutes: { type: "string", default: "10" } },
    });
    const [connectors, minutes] = [Number(values.connectors), Number(values.minutes)];
    const isValid = Number.isInteger(connectors) && connectors >= 10 && connectors <= 1_000;
    return isValid && minutes >= LEAST_MINUTES && minutes <= 240 ? { connectors, minutes } : null;
  } catch {
    return null;
  }
}
