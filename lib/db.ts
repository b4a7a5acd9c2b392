import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { PrismaClient } from "@/prisma/generated/client";

export type Database = PrismaClient;
/** A transaction, or the client itself where a verb only reads. */
export type Tx = Parameters<Parameters<PrismaClient["$transaction"]>[0]>[0];

type Handles = { pool: pg.Pool; prisma: PrismaClient };

// Hot reload evaluates this module again; the pool must not multiply.
const kept = globalThis as { latchkeyDatabase?: Handles };

function open(): Handles {
  const pool = new pg.Pool({
    connectionString: env.DATABASE_URL,
    application_name: "latchkey",
    max: env.DATABASE_POOL_SIZE,
    connectionTimeoutMillis: 3_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: 5_000,
    lock_timeout: 2_000,
    idle_in_transaction_session_timeout: 10_000,
    // The settings above bind the server; this one binds us when it no longer answers.
    query_timeout: 8_000,
  });
  pool.on("error", (error) => log.warn({ reason: error.message }, "an idle database connection was lost"));
  // Without a listener of its own, a checked-out client ends the process when PostgreSQL dies.
  pool.on("connect", (client) =>
    client.on("error", (error) => log.warn({ reason: error.message }, "a database connection was lost")),
  );
  return { pool, prisma: new PrismaClient({ adapter: new PrismaPg(pool) }) };
}

const handles = kept.latchkeyDatabase ?? open();
kept.latchkeyDatabase = handles;

/** Plain connections for statements that must be exactly one round trip (lib/enrollment). */
export const pool = handles.pool;
/** Prisma's client on the same connections. */
export const prisma = handles.prisma;

/** Ends every connection; for shutdown and tests. */
export async function closeDatabase(): Promise<void> {
  await prisma.$disconnect();
  await pool.end();
}
