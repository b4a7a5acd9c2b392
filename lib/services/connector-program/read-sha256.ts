import "server-only";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "@/lib/errors";

/**
 * Out: SHA-256 of the connector's program that this build holds and the gateway serves, lower-case hex. Throws AppError `unavailable`
 * when there is none.
 */
export async function readConnectorSha256(): Promise<string> {
  const path = join(/* turbopackIgnore: true */ process.cwd(), "dist", "latchkey-connector.mjs");
  const program = await readFile(path).catch((error: unknown) => {
    throw new AppError("unavailable", "This build holds no connector file. Build Latchkey again.", { cause: error });
  });
  return createHash("sha256").update(program).digest("hex");
}
