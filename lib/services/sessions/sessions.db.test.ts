import { beforeEach, describe, expect, test } from "vitest";
import { hashPassword } from "@/lib/auth/password";
import { SESSION_ABSOLUTE_SECONDS, SESSION_IDLE_SECONDS } from "@/lib/auth/schema";
import { prisma } from "@/lib/db";
import type { AnonymousActor, UserActor } from "@/lib/services/actor";
import { systemActor } from "@/lib/services/actor";
import { checkSession } from "@/lib/services/sessions/check";
import { createSession } from "@/lib/services/sessions/create";
import { ProvenUser } from "@/lib/services/sessions/proven-user";
import { revokeSession } from "@/lib/services/sessions/revoke";
import { createUser } from "@/lib/services/users/create";

const visitor: AnonymousActor = { kind: "anonymous", ip: "203.0.113.7", userAgent: "test", requestId: "request" };

async function signIn() {
  const passwordHash = await hashPassword("a quiet harbour in winter");
  const email = `${crypto.randomUUID()}@halden.example`;
  const user = await prisma.user.create({
    data: { email, emailKey: email, name: "Ines Okafor", role: "ADMIN", passwordHash },
  });
  return { user, ids: await createSession(visitor, { user: new ProvenUser(user) }) };
}

const actorOf = ({ user, ids }: Awaited<ReturnType<typeof signIn>>): UserActor => ({
  ...visitor,
  kind: "user",
  id: user.id,
  name: user.name,
  email: user.email,
  role: user.role,
  sessionId: ids.sessionId,
});
const auditOf = (targetId: string) =>
  prisma.auditEvent.findMany({
    where: { targetId },
    orderBy: { seq: "asc" },
    select: { action: true, actorId: true, ip: true },
  });

let signedIn: Awaited<ReturnType<typeof signIn>>;
beforeEach(async () => {
  signedIn = await signIn();
});

describe("a session", () => {
  test("is found with its user, and its start is in the audit log", async () => {
    const { user, ids } = signedIn;
    expect(await checkSession(visitor, ids)).toEqual({
      sessionId: ids.sessionId,
      user: { id: user.id, name: user.name, email: user.email, role: "ADMIN" },
    });
    expect(await auditOf(ids.sessionId)).toEqual([{ action: "user.signed_in", actorId: user.id, ip: visitor.ip }]);
  });

  test("gets a new id at each sign-in", async () => {
    const again = await createSession(visitor, { user: new ProvenUser(signedIn.user) });
    expect(again.sessionId).not.toBe(signedIn.ids.sessionId);
  });

  test("ends seven days after sign-in and after twelve hours without use, by the database's clock", async () => {
    const row = await prisma.session.findUniqueOrThrow({ where: { id: signedIn.ids.sessionId } });
    expect(row.expiresAt.getTime() - row.createdAt.getTime()).toBe(SESSION_ABSOLUTE_SECONDS * 1_000);
    await prisma.$executeRaw`UPDATE sessions SET last_seen_at = now() - make_interval(secs => ${SESSION_IDLE_SECONDS - 5})
      WHERE id = ${row.id}::uuid`;
    expect(await checkSession(visitor, signedIn.ids)).not.toBeNull();
    await prisma.$executeRaw`UPDATE sessions SET last_seen_at = now() - make_interval(secs => ${SESSION_IDLE_SECONDS + 1})
      WHERE id = ${row.id}::uuid`;
    expect(await checkSession(visitor, signedIn.ids)).toBeNull();
    await prisma.$executeRaw`UPDATE sessions SET last_seen_at = now(), expires_at = now() WHERE id = ${row.id}::uuid`;
    expect(await checkSession(visitor, signedIn.ids)).toBeNull();
  });

  test("is over at once when it is revoked, and sign-out is audited once", async () => {
    await revokeSession(actorOf(signedIn), {});
    expect(await checkSession(visitor, signedIn.ids)).toBeNull();
    await revokeSession(actorOf(signedIn), {});
    expect((await auditOf(signedIn.ids.sessionId)).map(({ action }) => action)).toEqual([
      "user.signed_in",
      "user.signed_out",
    ]);
  });

  test("is over at once when its user is disabled, and none can be started", async () => {
    await prisma.user.update({ where: { id: signedIn.user.id }, data: { disabledAt: new Date() } });
    expect(await checkSession(visitor, signedIn.ids)).toBeNull();
    await expect(createSession(visitor, { user: new ProvenUser(signedIn.user) })).rejects.toMatchObject({
      code: "invalid",
    });
  });

  test("shows a changed role on the next request", async () => {
    await prisma.user.update({ where: { id: signedIn.user.id }, data: { role: "VIEWER" } });
    expect((await checkSession(visitor, signedIn.ids))?.user.role).toBe("VIEWER");
  });

  test("is nobody else's, and unknown ids are no session", async () => {
    const other = await signIn();
    expect(await checkSession(visitor, { ...signedIn.ids, userId: other.user.id })).toBeNull();
    expect(await checkSession(visitor, { ...signedIn.ids, sessionId: crypto.randomUUID() })).toBeNull();
  });

  test("notes its use at most once a minute", async () => {
    const { sessionId } = signedIn.ids;
    const lastSeen = async () =>
      (await prisma.session.findUniqueOrThrow({ where: { id: sessionId } })).lastSeenAt.getTime();
    const atStart = await lastSeen();
    await checkSession(visitor, signedIn.ids);
    expect(await lastSeen()).toBe(atStart);
    await prisma.$executeRaw`UPDATE sessions SET last_seen_at = now() - interval '61 seconds' WHERE id = ${sessionId}::uuid`;
    const before = await lastSeen();
    await checkSession(visitor, signedIn.ids);
    expect(await lastSeen()).toBeGreaterThan(before + 60_000);
  });

  test("cannot be asked for with anything but the proof of this process", async () => {
    const { id, name, email, role } = signedIn.user;
    const forged = { id, name, email, role };
    await expect(createSession(visitor, { user: forged as unknown as ProvenUser })).rejects.toMatchObject({
      code: "invalid",
    });
  });
});

describe("users", () => {
  const input = { name: "Ines", role: "VIEWER", password: "a quiet harbour in winter" } as const;

  test("an address has one account, however it is written", async () => {
    const email = `Ines-${crypto.randomUUID()}@halden.example`;
    const { id } = await createUser(systemActor("test"), { ...input, email });
    expect((await auditOf(id)).map(({ action }) => action)).toEqual(["user.created"]);
    await expect(createUser(systemActor("test"), { ...input, email: email.toUpperCase() })).rejects.toMatchObject({
      code: "name_taken",
      fields: { email: expect.any(String) },
    });
  });

  test("only owners make them", async () => {
    const email = `${crypto.randomUUID()}@halden.example`;
    await expect(createUser(actorOf(signedIn), { ...input, email })).rejects.toMatchObject({ code: "forbidden" });
    expect(await prisma.user.count({ where: { email } })).toBe(0);
  });
});
