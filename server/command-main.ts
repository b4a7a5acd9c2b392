import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { reportFailure } from "@/server/report-failure";

const [name = "", ...args] = process.argv.slice(2);
try {
  const { runCommand } = await import("@/server/run-command");
  process.exitCode = await runCommand(dirname(fileURLToPath(import.meta.url)), name, args);
} catch (error) {
  reportFailure(error);
  process.exitCode = 1;
}
