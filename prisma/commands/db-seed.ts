import { parseArgs } from "node:util";
import { env } from "@/lib/env";
import { SeedError, seedKeys } from "@/prisma/seed/seed-keys";

const USAGE = "Usage: npm run db:seed -- --keys N [--yes]     N from 1 to 5000000";
const MOST = 5_000_000;

// Fills the database with sample keys in bulk. Their counts have no connectors behind them: this is data for lists.
try {
  const { values } = parseArgs({ options: { keys: { type: "string" }, yes: { type: "boolean", default: false } } });
  const keys = /^[1-9][0-9]{0,6}$/.test(values.keys ?? "") ? Number(values.keys) : 0;
  if (keys < 1 || keys > MOST) throw new SeedError(USAGE);
  const started = performance.now();
  await seedKeys(env.DATABASE_OWNER_URL ?? env.DATABASE_URL ?? "", {
    keys,
    addToData: values.yes,
    report: (step) => console.log(step),
  });
  console.log(`${keys} keys in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
} catch (error) {
  const isUsage = error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
  if (isUsage) console.error(`${error.message}\n${USAGE}`);
  else console.error(error instanceof SeedError ? error.message : error);
  process.exitCode = 1;
}
