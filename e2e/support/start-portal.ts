import { readFileSync } from "node:fs";
import { join } from "node:path";
import { launchPortal, readDatabaseUrls, START } from "./launch-portal";

/** What the browser tests know of the portal they drive; handed to the workers through the environment. */
export type PortalState = {
  appUrl: string;
  gatewayPort: number;
  home: string;
  logFile: string;
  email: string;
  password: string;
};

/** Starts the portal that all browser tests share, with its first owner. Out: what stops it again. */
export default async function startPortal(): Promise<() => Promise<void>> {
  const [email, password] = ["ines.okafor@example.com", "correct horse battery staple"];
  const { appUrl, gatewayPort, home, logFile, stop } = await launchPortal(
    {
      ENROLL_FAILURES_PER_MINUTE: "100000",
      ADMIN_EMAIL: email,
      ADMIN_PASSWORD: password,
    },
    { program: START },
  );
  const state: PortalState = { appUrl, gatewayPort, home, logFile, email, password };
  const { ownerUrl, applicationUrl } = readDatabaseUrls(home);
  Object.assign(process.env, {
    LATCHKEY_E2E: JSON.stringify(state),
    LATCHKEY_HOME: home,
    APP_URL: appUrl,
    LOG_LEVEL: "silent",
    ENROLL_PUBLIC_HOST: `localhost:${gatewayPort}`,
    AUTH_SECRET: readFileSync(join(home, "auth.secret"), "utf8").trim(),
    DATABASE_URL: applicationUrl,
    DATABASE_OWNER_URL: ownerUrl,
  });
  return stop;
}
