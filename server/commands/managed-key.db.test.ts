import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { beforeAll, describe, expect, it } from "vitest";
import { prisma } from "@/lib/db";
import { env } from "@/lib/env";
import { parseProvisioningKey } from "@/lib/provisioning-key/parse";
import { systemActor } from "@/lib/services/actor";
import { createManagedKey } from "@/lib/services/provisioning-keys/create-managed";
import { listKeys } from "@/lib/services/provisioning-keys/list";
import { revealKey } from "@/lib/services/provisioning-keys/reveal";
import { createActor, createGroup } from "@/prisma/factories";
import { seedTenant } from "@/prisma/test-world";

beforeAll(seedTenant);

/** Runs the command as a process of its own on this test file's database. */
async function run(...args: string[]) {
  const command = ["--conditions=react-server", "--import", "tsx", "server/commands/managed-key.ts", ...args];
  const child = spawn(process.execPath, command, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, DATABASE_URL: env.DATABASE_URL, MASTER_KEY_FILE: env.MASTER_KEY_FILE },
  });
  const exited = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await exited, stdout, stderr };
}

const create = (name: string, group: string) => [
  "create",
  ...["--name", name],
  ...["--group", group],
  ...["--max", "24"],
  ...["--managed-by", "deception"],
  ...["--reason", "Used by Deception"],
];

describe("managed-key", () => {
  it("creates a locked key in a new group, and prints its string alone on stdout", async () => {
    const { code, stdout, stderr } = await run(...create("Decoys", "Decoy group"));
    expect(stderr).toContain('App Connector Group "Decoy group" was created.');
    expect(code).toBe(0);
    const parsed = parseProvisioningKey(stdout);
    if (!parsed.ok) throw new Error(parsed.message);
    expect(stdout).toBe(`${parsed.key.canonical}\n`);
    expect(stderr).not.toContain(stdout.slice(-60, -1));
    const owner = await createActor(prisma, "OWNER");
    const { rows } = await listKeys(owner, { q: "decoys" });
    expect(rows).toMatchObject([
      {
        name: "Decoys",
        groupName: "Decoy group",
        maximum: 24,
        managedBy: "deception",
        managedReason: "Used by Deception",
        createdByName: "managed-key",
        canEdit: false,
        canReveal: true,
        signingCertificateName: "Connector",
      },
    ]);
    const { provisioningKey } = await revealKey(owner, { id: rows[0]?.id ?? "" });
    expect(`${provisioningKey.expose()}\n`).toBe(stdout);
    const written = await prisma.auditEvent.findMany({
      where: { actorName: "managed-key" },
      orderBy: { seq: "asc" },
      select: { action: true, actorType: true },
    });
    expect(written).toEqual([
      { action: "group.created", actorType: "SYSTEM" },
      { action: "key.created", actorType: "SYSTEM" },
    ]);
  });

  it("uses a group that is there, and says in one line what is wrong", async () => {
    const group = await createGroup(prisma, { name: "Standing" });
    const first = await run(...create("Second", "STANDING"));
    expect(first).toMatchObject({ code: 0 });
    expect(await prisma.provisioningKey.count({ where: { groupId: group.id } })).toBe(1);
    expect(await run(...create("second", "STANDING"))).toEqual({
      code: 1,
      stdout: "",
      stderr: "--name: Another provisioning key has this name.\n",
    });
    const unknown = await run(...create("Third", "Standing"), "--signing-certificate", "Nothing");
    expect(unknown).toMatchObject({
      code: 1,
      stderr: '--signing-certificate: There is no signing certificate "Nothing".\n',
    });
  });
});

describe("createManagedKey", () => {
  const input = { name: "By hand", group: "By hand", maximum: null, managedBy: "deception", reason: "r" };

  it("is refused to every user", async () => {
    for (const role of ["OWNER", "ADMIN", "VIEWER"] as const) {
      await expect(createManagedKey(await createActor(prisma, role), input)).rejects.toMatchObject({
        code: "forbidden",
      });
    }
    expect(await prisma.provisioningKey.count({ where: { name: "By hand" } })).toBe(0);
  });

  it.each([
    ["managedBy", { managedBy: "Deception!" }],
    ["reason", { reason: " " }],
    ["maximum", { maximum: 0 }],
    ["name", { name: "<script>" }],
    ["group", { group: "" }],
  ])("refuses a bad %s", async (field, change) => {
    await expect(createManagedKey(systemActor("test"), { ...input, ...change })).rejects.toMatchObject({
      code: "invalid",
      fields: { [field]: expect.any(String) },
    });
  });
});
