import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { prisma } from "@/lib/db";
import { createKey } from "@/prisma/factories";
import { seedTenant } from "@/prisma/test-world";
import { type GatewayProcess, startGatewayProcess } from "@/server/gateway/testing/gateway-process";
import { countUses, exactly } from "@/server/gateway/testing/invariants";

let gateway: GatewayProcess;
beforeAll(async () => {
  await seedTenant();
  gateway = await startGatewayProcess();
});
afterAll(async () => {
  await gateway.stop();
});

test("the README's recipe enrolls with openssl and curl, word for word", async () => {
  const key = await createKey(prisma, { host: `localhost:${gateway.port}`, maximum: 1 });
  const recipe = /<!-- recipe:[^>]*-->\n```sh\n([\s\S]*?)```/.exec(readFileSync("README.md", "utf8"))?.[1] ?? "";
  const folder = mkdtempSync(join(tmpdir(), "latchkey-recipe-"));
  writeFileSync(join(folder, "provisioning-key.txt"), `${key.keyString}\n`, { mode: 0o600 });
  const { code, output } = await runShell(recipe, folder);
  expect({ code, output }).toEqual({ code: 0, output: "connector.pem: OK\n" });
  expect(await countUses(key.id)).toEqual(exactly(1));
});

function runShell(script: string, cwd: string): Promise<{ code: number | null; output: string }> {
  const child = spawn("sh", ["-e", "-c", script], { cwd, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => {
    output += chunk.toString("utf8");
  });
  child.stderr.on("data", (chunk: Buffer) => {
    output += chunk.toString("utf8");
  });
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, output })));
}
