import { fork } from "node:child_process";
import { once } from "node:events";
import { z } from "zod";
import { StartupError } from "@/server/startup-error";

const resultSchema = z.object({
  migrations: z.array(z.string()),
  tenantCreated: z.boolean(),
  setupToken: z.string().optional(),
});

export type Prepared = z.output<typeof resultSchema>;

/**
 * Runs prisma/prepare.ts as a process of its own: migrations, tenant, first owner.
 * In: its script, arguments, environment. Throws StartupError with what it said.
 */
export async function runPrepare(script: string, args: string[], env: NodeJS.ProcessEnv): Promise<Prepared> {
  const child = fork(script, args, { env, stdio: ["ignore", "inherit", "pipe", "ipc"] });
  let said = "";
  let result: unknown;
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  child.on("message", (message) => {
    result = message;
  });
  const [code, signal] = await once(child, "close");
  if (code !== 0)
    throw new StartupError(said.trim() || `Preparing the database failed (${signal ?? `exit code ${code}`}).`);
  return resultSchema.parse(result);
}
