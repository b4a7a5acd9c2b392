import { env } from "@/lib/env";
import { migrate } from "@/prisma/migrate";

const applicationUrl = env.DATABASE_URL ?? "";
const applied = await migrate({ ownerUrl: env.DATABASE_OWNER_URL ?? applicationUrl, applicationUrl });
console.log(applied.length === 0 ? "The database is up to date." : `Applied: ${applied.join(", ")}`);
