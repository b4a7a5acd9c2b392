import { benchAudit } from "@/bench/audit";
import { benchFleet, FLEET_USAGE } from "@/bench/fleet/run";
import { benchList } from "@/bench/list";
import { closeDatabase } from "@/lib/db";

// npm run bench -- list|audit [part of a case's label]
// npm run bench -- page [part ...] [--minutes N]
// npm run bench -- fleet [--connectors N] [--minutes N]
const [name = "", ...args] = process.argv.slice(2);
if (name === "list") process.exitCode = await benchList(args[0] ?? "");
else if (name === "audit") process.exitCode = await benchAudit(args[0] ?? "");
else if (name === "fleet") process.exitCode = await benchFleet(args);
else if (name === "page") {
  // Loaded only now: it needs Playwright, which an installation without development packages has not.
  const { benchPage } = await import("@/bench/page/run");
  process.exitCode = await benchPage(args);
} else {
  console.error(
    `Usage: npm run bench -- list|audit [part of a case's name]\n       npm run bench -- page [part ...] [--minutes N]\n       ${FLEET_USAGE}`,
  );
  process.exitCode = 2;
}
await closeDatabase();
