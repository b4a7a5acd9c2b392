import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { prisma } from "@/lib/db";
import { PLATFORMS } from "@/lib/recipes/recipe";
import { keyFileFormatSchema } from "@/lib/recipes/schema";
import { documentKey } from "@/lib/services/provisioning-keys/document";
import { createActor, createKey } from "@/prisma/factories";
import { seedTenant } from "@/prisma/test-world";

beforeAll(async () => {
  await seedTenant();
});

const textOf = (value: unknown) => JSON.stringify(value);

describe("documentKey", () => {
  it.each(["OWNER", "ADMIN", "VIEWER"] as const)("tells %s how to enroll, and nothing of the key", async (role) => {
    const key = await createKey(prisma, { name: `AWS \u00d6regon ${role}` });
    const { key: row, recipes, files } = await documentKey(await createActor(prisma, role), { id: key.id });
    expect(row).toMatchObject({ id: key.id, revealBlock: role === "VIEWER" ? "role" : null });
    expect(recipes.map(({ platform }) => platform)).toEqual(PLATFORMS);
    expect(files.map(({ format }) => format)).toEqual(keyFileFormatSchema.options);
    for (const { fileName } of files)
      expect(fileName).toContain(`provisioning-key-aws-oregon-${role.toLowerCase()}-${key.fingerprint}.`);
    const [, host, secret] = key.keyString.split("|");
    expect(textOf(recipes)).toContain(`https://${host}/downloads/latchkey-connector.mjs`);
    expect(textOf({ row, recipes, files })).not.toContain(secret);
    // Nothing was handed out, so nothing is written.
    expect(await prisma.auditEvent.count({ where: { targetId: key.id } })).toBe(0);
  });

  it("names the program of this build by its SHA-256", async () => {
    const key = await createKey(prisma);
    const { recipes } = await documentKey(await createActor(prisma, "ADMIN"), { id: key.id });
    const digest = createHash("sha256").update(readFileSync("dist/latchkey-connector.mjs")).digest("hex");
    for (const recipe of recipes) expect(textOf(recipe)).toContain(digest);
  });

  it.each([
    ["hidden", { viewOrExport: false }],
    ["expired", { state: "expired" as const }],
    ["exhausted", { state: "exhausted" as const }],
  ])("also for a key that is %s, with the reason why it cannot be had", async (revealBlock, given) => {
    const key = await createKey(prisma, given);
    const documented = await documentKey(await createActor(prisma, "OWNER"), { id: key.id });
    expect(documented.key.revealBlock).toBe(revealBlock);
    expect(textOf(documented)).not.toContain(key.keyString.split("|")[2]);
  });

  it("knows no key that was deleted, and no other input", async () => {
    const admin = await createActor(prisma, "ADMIN");
    const { id } = await createKey(prisma, { deletedAt: new Date() });
    await expect(documentKey(admin, { id })).rejects.toMatchObject({ code: "not_found" });
    await expect(documentKey(admin, { id: "1" })).rejects.toMatchObject({ code: "invalid" });
  });

  it("says so where the build holds no connector", async () => {
    const key = await createKey(prisma);
    const admin = await createActor(prisma, "ADMIN");
    const cwd = vi.spyOn(process, "cwd").mockReturnValue(tmpdir());
    try {
      await expect(documentKey(admin, { id: key.id })).rejects.toMatchObject({ code: "unavailable" });
    } finally {
      cwd.mockRestore();
    }
  });
});
