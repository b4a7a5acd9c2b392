import { env } from "@/lib/env";
import { diffSchema, withSchemaEngine } from "@/prisma/schema-engine";

// Prints the SQL from the migrated database to prisma/schema.prisma: the start of the next migration. Exit 2 when there is any.
const sql = await withSchemaEngine(env.DATABASE_OWNER_URL ?? env.DATABASE_URL ?? "", diffSchema);
const isEmpty = /^(-- This is an empty migration\.)?$/.test(sql.trim());
console.log(isEmpty ? "The database and prisma/schema.prisma agree." : sql);
process.exitCode = isEmpty ? 0 : 2;
