import { parseArgs } from "node:util";
import { env } from "@/lib/env";
import { SeedError, seedKeys } from "@/prisma/seed/seed-keys";

const USAGE = "Usage: npm run db:seed -- --keys N [--audit N] [--yes]     N up to 5000000";
const MOST = 5_000_000;

// Fills the database with sample keys and audit events in bulk. No connectors are behind them: this is data for lists.
try {
  const { values } = parseArgs({
    options: { keys: { type: "string" }, audit: { type: "string" }, yes: { type: "boolean", default: false } },
  });
  const [keys, events] = [readCount(values.keys), readCount(values.audit)];
  if (keys + events === 0) throw new SeedError(USAGE);
  const started = performance.now();
  await seedKeys(env.DATABASE_OWNER_URL ?? env.DATABASE_URL ?? "", {
    keys,
    events,
    addToData: values.yes,
    report: (step) => console.log(step),
  });
  console.log(`${keys} keys and ${events} audit events in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
} catch (error) {
  const isUsage = error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
  if (isUsage) console.error(`${error.message}\n${USAGE}`);
  else console.error(error instanceof SeedError ? error.message : error);
  process.exitCode = 1;
}

function readCount(text = "0"): number {
  const count = /^[0-9]{1,7}$/.test(text) ? Number(text) : Number.POSITIVE_INFINITY;
  if (count > MOST) throw new SeedError(USAGE);
  return count;
}
