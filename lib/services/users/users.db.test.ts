import { beforeEach, describe, expect, test } from "vitest";
import { hashPassword } from "@/lib/auth/password";
import { prisma } from "@/lib/db";
import type { AnonymousActor, UserActor } from "@/lib/services/actor";
import { acceptInvite } from "@/lib/services/invites/accept";
import { inviteUser } from "@/lib/services/invites/create";
import { readInvite } from "@/lib/services/invites/read";
import { renewInvite } from "@/lib/services/invites/renew";
import { revokeInvite } from "@/lib/services/invites/revoke";
import { checkSession } from "@/lib/services/sessions/check";
import { checkCredentials } from "@/lib/services/sessions/check-credentials";
import { createSession } from "@/lib/services/sessions/create";
import { endOtherSessions } from "@/lib/services/sessions/end-others";
import { endOwnSession } from "@/lib/services/sessions/end-own";
import { listOwnSessions } from "@/lib/services/sessions/list-own";
import { PAIR_FAILURES } from "@/lib/services/sessions/throttle";
import { changePassword } from "@/lib/services/users/change-password";
import { changeRole } from "@/lib/services/users/change-role";
import { disableUser } from "@/lib/services/users/disable";
import { enableUser } from "@/lib/services/users/enable";
import { endUserSessions } from "@/lib/services/users/end-sessions";
import { exportUsers } from "@/lib/services/users/export";
import { listUsers } from "@/lib/services/users/list";
import { removeUser } from "@/lib/services/users/remove";
import { updateProfile } from "@/lib/services/users/update-profile";
import { createActor, createKey } from "@/prisma/factories";
import { ownerClient, seedTenant } from "@/prisma/test-world";

const visitor: AnonymousActor = { kind: "anonymous", ip: "203.0.113.7", userAgent: "test", requestId: "request" };
const PASSWORD = "nine brown horses sing";

let owner: UserActor;
beforeEach(async () => {
  const client = await ownerClient();
  await client.query("TRUNCATE users, sign_in_throttle, audit_events CASCADE");
  await client.end();
  await seedTenant();
  owner = await createActor(prisma, "OWNER", "Ines Okafor");
});

const isIn = async ({ id, sessionId }: UserActor) => (await checkSession(visitor, { sessionId, userId: id })) !== null;
const actionsOn = async (targetId: string) =>
  (await prisma.auditEvent.findMany({ where: { targetId }, orderBy: { seq: "asc" } })).map(({ action }) => action);
const activeOwners = () => prisma.user.count({ where: { role: "OWNER", disabledAt: null } });
const email = () => `${crypto.randomUUID()}@halden.example`;

describe("the last active owner", () => {
  test("can be neither demoted nor disabled, and stays", async () => {
    await expect(changeRole(owner, { id: owner.id, version: 1, role: "ADMIN" })).rejects.toMatchObject({
      code: "last_owner",
    });
    await expect(disableUser(owner, { id: owner.id, version: 1 })).rejects.toMatchObject({ code: "forbidden" });
    const gone = await createActor(prisma, "OWNER");
    await disableUser(owner, { id: gone.id, version: 1 });
    await expect(changeRole(owner, { id: owner.id, version: 1, role: "VIEWER" })).rejects.toMatchObject({
      code: "last_owner",
    });
    expect(await activeOwners()).toBe(1);
    await enableUser(owner, { id: gone.id, version: 2 });
    expect(await changeRole(owner, { id: owner.id, version: 1, role: "ADMIN" })).toEqual({ changed: true });
  });

  test.each(["demote", "disable"] as const)(
    "two owners who %s each other at once: one of them is left",
    async (how) => {
      const act = (actor: UserActor, on: UserActor) =>
        how === "demote"
          ? changeRole(actor, { id: on.id, version: 1, role: "VIEWER" })
          : disableUser(actor, { id: on.id, version: 1 });
      for (let round = 0; round < 8; round += 1) {
        await prisma.user.updateMany({ where: { id: { not: owner.id } }, data: { role: "VIEWER" } });
        await prisma.user.update({ where: { id: owner.id }, data: { role: "OWNER", disabledAt: null, version: 1 } });
        const other = await createActor(prisma, "OWNER");
        const results = await Promise.allSettled([act(owner, other), act(other, owner)]);
        expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
        const refused = results.find((result) => result.status === "rejected");
        expect(refused?.reason).toMatchObject({ code: "forbidden" });
        expect(await activeOwners()).toBe(1);
      }
    },
  );

  test("among three who step down at once one is left", async () => {
    const owners = [owner, await createActor(prisma, "OWNER"), await createActor(prisma, "OWNER")];
    const results = await Promise.allSettled(
      owners.map((actor) => changeRole(actor, { id: actor.id, version: 1, role: "ADMIN" })),
    );
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
    expect(await activeOwners()).toBe(1);
  });
});

describe("a user", () => {
  test("gets another role at once, with what was before in the log; an old version is refused", async () => {
    const user = await createActor(prisma, "VIEWER");
    await changeRole(owner, { id: user.id, version: 1, role: "ADMIN" });
    const checked = await checkSession(visitor, { sessionId: user.sessionId, userId: user.id });
    expect(checked?.user.role).toBe("ADMIN");
    const row = await prisma.auditEvent.findFirstOrThrow({ where: { targetId: user.id } });
    expect(row).toMatchObject({ action: "user.role_changed", before: { role: "VIEWER" }, after: { role: "ADMIN" } });
    await expect(changeRole(owner, { id: user.id, version: 1, role: "VIEWER" })).rejects.toMatchObject({
      code: "conflict",
    });
  });

  test("is out at once when disabled; enabled again they sign in anew", async () => {
    const user = await createActor(prisma, "ADMIN");
    expect(await disableUser(owner, { id: user.id, version: 1 })).toEqual({ ended: 1 });
    expect(await isIn(user)).toBe(false);
    await enableUser(owner, { id: user.id, version: 2 });
    expect(await isIn(user)).toBe(false);
    expect(await actionsOn(user.id)).toEqual(["user.disabled", "user.enabled"]);
  });

  test("is deleted with sessions and invites; what they made and did names them still", async () => {
    const user = await createActor(prisma, "ADMIN", "Maya Lind");
    const { id: keyId } = await createKey(prisma);
    await prisma.provisioningKey.update({
      where: { id: keyId },
      data: { createdById: user.id, createdByName: user.name },
    });
    await updateProfile(user, { name: "Maya Berg" });
    const other = await createActor(prisma, "OWNER");
    const { id: invite } = await inviteUser(other, { email: email(), role: "OWNER" });
    await expect(removeUser(owner, { id: user.id, version: 1 })).rejects.toMatchObject({ code: "conflict" });
    expect(await removeUser(owner, { id: user.id, version: 2 })).toEqual({ ended: 1 });
    await removeUser(owner, { id: other.id, version: 1 });
    expect([await isIn(user), await isIn(other)]).toEqual([false, false]);
    expect(await actionsOn(user.id)).toEqual(["user.profile_edited", "user.deleted"]);
    expect(await actionsOn(invite)).toEqual(["user.invited", "user.invite_revoked"]);
    expect(await prisma.provisioningKey.findUniqueOrThrow({ where: { id: keyId } })).toMatchObject({
      createdById: null,
      createdByName: "Maya Lind",
    });
    await expect(removeUser(owner, { id: user.id, version: 2 })).rejects.toMatchObject({ code: "not_found" });
    await expect(removeUser(owner, { id: owner.id, version: 1 })).rejects.toMatchObject({ code: "forbidden" });
  });

  test("is out once, whoever of two owners deletes the other first", async () => {
    const other = await createActor(prisma, "OWNER");
    const results = await Promise.allSettled([
      removeUser(owner, { id: other.id, version: 1 }),
      removeUser(other, { id: owner.id, version: 1 }),
    ]);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await activeOwners()).toBe(1);
  });

  test("is exported as the list shows them", async () => {
    await inviteUser(owner, { email: "a@halden.example", role: "VIEWER" });
    let csv = "";
    for await (const part of await exportUsers(owner, { q: "halden", format: "csv" })) csv += part;
    expect(csv.split("\r\n")[0]?.replaceAll('"', "")).toBe(
      "id,kind,name,email,role,status,sessions,lastSeenAt,createdAt,invitedBy,expiresAt",
    );
    expect(csv.replaceAll('"', "")).toMatch(/,invite,,a@halden\.example,VIEWER,invited,0,/);
    await expect(exportUsers(await createActor(prisma, "ADMIN"), { format: "csv" })).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  test("is signed out everywhere, and may sign in again", async () => {
    const user = await createActor(prisma, "ADMIN");
    expect(await endUserSessions(owner, { id: user.id })).toEqual({ ended: 1 });
    expect(await endUserSessions(owner, { id: user.id })).toEqual({ ended: 0 });
    expect(await isIn(user)).toBe(false);
    expect(await actionsOn(user.id)).toEqual(["user.sessions_ended"]);
  });

  test.each(["ADMIN", "VIEWER"] as const)("with the role %s manages nobody", async (role) => {
    const actor = await createActor(prisma, role);
    const refused = { code: "forbidden" };
    await expect(listUsers(actor, {})).rejects.toMatchObject(refused);
    await expect(inviteUser(actor, { email: email(), role: "OWNER" })).rejects.toMatchObject(refused);
    await expect(changeRole(actor, { id: actor.id, version: 1, role: "OWNER" })).rejects.toMatchObject(refused);
    await expect(disableUser(actor, { id: owner.id, version: 1 })).rejects.toMatchObject(refused);
    await expect(removeUser(actor, { id: owner.id, version: 1 })).rejects.toMatchObject(refused);
    await expect(endUserSessions(actor, { id: owner.id })).rejects.toMatchObject(refused);
  });
});

describe("an invite", () => {
  test("makes an account once, and only its digest is stored", async () => {
    const to = email();
    const { id, token } = await inviteUser(owner, { email: to, role: "ADMIN" });
    const given = token.expose();
    const stored = await prisma.userInvite.findUniqueOrThrow({ where: { id } });
    expect(Buffer.from(stored.digest).toString("utf8")).not.toContain(given);
    expect(await readInvite(visitor, { token: given })).toMatchObject({
      email: to,
      role: "ADMIN",
      invitedBy: owner.name,
    });
    const active = await listUsers(owner, { filters: [{ column: "status", op: "any", value: ["active"] }] });
    expect(active.rows.map(({ email: address, sessions }) => [address, sessions])).toEqual([[owner.email, 1]]);
    expect((await listUsers(owner, { q: to.toUpperCase() })).rows).toContainEqual(
      expect.objectContaining({ id, kind: "invite", status: "invited" }),
    );
    await expect(acceptInvite(visitor, { token: given, name: "Maya", password: to })).rejects.toMatchObject({
      fields: { password: "Do not use your name or email address." },
    });
    const accept = () => acceptInvite(visitor, { token: given, name: "Maya O’Brien", password: PASSWORD });
    const results = await Promise.allSettled([accept(), accept(), accept()]);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await checkCredentials(visitor, { email: to, password: PASSWORD })).toMatchObject({ role: "ADMIN" });
    await expect(readInvite(visitor, { token: given })).rejects.toMatchObject({ message: /accepted already/ });
    expect(await actionsOn(id)).toEqual(["user.invited", "user.invite_accepted"]);
  });

  test("expires, is renewed under another link, and is revoked", async () => {
    const first = await inviteUser(owner, { email: email(), role: "VIEWER" });
    await prisma.$executeRaw`UPDATE user_invites SET expires_at = now() WHERE id = ${first.id}::uuid`;
    await expect(readInvite(visitor, { token: first.token.expose() })).rejects.toMatchObject({ message: /expired/ });
    const second = await renewInvite(owner, { id: first.id });
    await expect(readInvite(visitor, { token: first.token.expose() })).rejects.toMatchObject({ code: "forbidden" });
    expect((await readInvite(visitor, { token: second.token.expose() })).email).toBe(first.email);
    await revokeInvite(owner, { id: first.id });
    await expect(readInvite(visitor, { token: second.token.expose() })).rejects.toMatchObject({ code: "forbidden" });
    await expect(renewInvite(owner, { id: first.id })).rejects.toMatchObject({ code: "not_found" });
    expect(await actionsOn(first.id)).toEqual(["user.invited", "user.invite_renewed", "user.invite_revoked"]);
  });

  test("is one for each address, also of two at once, and none for an account", async () => {
    const to = email();
    const invite = (address: string) => inviteUser(owner, { email: address, role: "ADMIN" });
    const results = await Promise.allSettled([invite(to), invite(to.toUpperCase())]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await expect(invite(owner.email)).rejects.toMatchObject({ code: "name_taken", fields: { email: /account/ } });
  });

  test("dies with the rights of whoever sent it", async () => {
    const other = await createActor(prisma, "OWNER");
    const { token } = await inviteUser(other, { email: email(), role: "OWNER" });
    await disableUser(owner, { id: other.id, version: 1 });
    await expect(readInvite(visitor, { token: token.expose() })).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("one's own account", () => {
  const withPassword = async () => {
    const actor = await createActor(prisma, "VIEWER");
    const passwordHash = await hashPassword(PASSWORD);
    await prisma.user.update({ where: { id: actor.id }, data: { passwordHash } });
    return actor;
  };
  const NEXT = "ten grey herons wade on";

  test("gets another password, which ends every session, also one begun with the old password just then", async () => {
    const actor = await withPassword();
    const proof = await checkCredentials(visitor, { email: actor.email, password: PASSWORD });
    const other = await createSession(visitor, { user: proof });
    expect(await changePassword(actor, { currentPassword: PASSWORD, newPassword: NEXT })).toEqual({
      otherSessionsEnded: 1,
    });
    expect(await isIn(actor)).toBe(false);
    expect(await checkSession(visitor, other)).toBeNull();
    await expect(createSession(visitor, { user: proof })).rejects.toMatchObject({ code: "invalid" });
    await expect(checkCredentials(visitor, { email: actor.email, password: PASSWORD })).rejects.toMatchObject({
      code: "invalid",
    });
    await createSession(visitor, { user: await checkCredentials(visitor, { email: actor.email, password: NEXT }) });
    expect(await actionsOn(actor.id)).toEqual(["user.password_changed", "user.sign_in_failed"]);
  });

  test("keeps its password against a wrong one, and guesses are throttled", async () => {
    const actor = { ...(await withPassword()), ip: "198.51.100.77" };
    const guess = () => changePassword(actor, { currentPassword: "not the password", newPassword: NEXT });
    for (let index = 0; index < PAIR_FAILURES; index += 1) {
      await expect(guess()).rejects.toMatchObject({ fields: { currentPassword: expect.any(String) } });
    }
    await expect(guess()).rejects.toMatchObject({ code: "too_many_attempts" });
    expect(await isIn(actor)).toBe(true);
    expect(await actionsOn(actor.id)).toEqual(["user.password_change_failed"]);
  });

  test("lists its sessions and ends them, never somebody else's", async () => {
    const actor = await withPassword();
    const user = await checkCredentials(visitor, { email: actor.email, password: PASSWORD });
    const [second] = [await createSession(visitor, { user }), await createSession(visitor, { user })];
    const sessions = await listOwnSessions(actor, {});
    expect(sessions.map(({ current }) => current)).toEqual([true, false, false]);
    await expect(endOwnSession(actor, { id: owner.sessionId })).rejects.toMatchObject({ code: "not_found" });
    await endOwnSession(actor, { id: second.sessionId });
    expect(await checkSession(visitor, second)).toBeNull();
    expect(await endOtherSessions(actor, {})).toEqual({ ended: 1 });
    expect([await isIn(actor), await isIn(owner)]).toEqual([true, true]);
  });

  test("takes another name, and nothing that is none", async () => {
    await updateProfile(owner, { name: "  Inès O’Neill " });
    expect((await prisma.user.findUniqueOrThrow({ where: { id: owner.id } })).name).toBe("Inès O’Neill");
    await expect(updateProfile(owner, { name: "<b>" })).rejects.toMatchObject({ fields: { name: expect.any(String) } });
    expect(await actionsOn(owner.id)).toEqual(["user.profile_edited"]);
  });
});
