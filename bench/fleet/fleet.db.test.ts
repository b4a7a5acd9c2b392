import { beforeAll, expect, test } from "vitest";
import { driveFleet } from "@/bench/fleet/drive-fleet";
import { env } from "@/lib/env";
import { seedTenant } from "@/prisma/test-world";
import { findFreePort } from "@/server/embedded/free-port";

beforeAll(() => seedTenant());

// Six processes start for it: on a machine with other work that alone takes half a minute.
const DEADLINE_MS = 150_000;

test("connectors outlive kills of one of two gateways: none disconnected, none twice, no revoked certificate off its list", {
  timeout: DEADLINE_MS,
}, async () => {
  const source = (script: string) => ({ script, execArgv: ["--conditions=react-server", "--import", "tsx"] });
  const findings = await driveFleet({
    connectors: 30,
    seconds: 15,
    certificateSeconds: 12,
    heartbeatSeconds: 2,
    killEverySeconds: 4,
    revokeEverySeconds: 2,
    lookEverySeconds: 1,
    gateway: source("server/gateway-main.ts"),
    fleet: source("cli/simulate-fleet.ts"),
    settings: {
      NODE_ENV: "production",
      PATH: process.env.PATH,
      DATABASE_URL: env.DATABASE_URL,
      LATCHKEY_HOME: env.LATCHKEY_HOME,
      MASTER_KEY_FILE: env.MASTER_KEY_FILE,
      LOG_LEVEL: "silent",
    },
    ports: [await findFreePort(), await findFreePort()],
  });
  expect(findings.filter(({ holds }) => holds === false)).toEqual([]);
  expect(findings.filter(({ holds }) => holds === true).length).toBeGreaterThanOrEqual(10);
});
