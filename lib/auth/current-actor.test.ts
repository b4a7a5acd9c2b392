import { beforeEach, describe, expect, test, vi } from "vitest";
import { AppError } from "@/lib/errors";

const ID = "7b0e7a3e-8f55-4c59-9a4a-1d0b4f0f2f11";
const SID = "7b0e7a3e-8f55-4c59-9a4a-1d0b4f0f2f12";
const user = { id: ID, name: "Ines", email: "ines@halden.example", role: "VIEWER" };
const world = vi.hoisted(() => ({
  headers: new Headers(),
  session: null as unknown,
  checkSession: vi.fn(async (): Promise<unknown> => null),
}));
vi.mock("next/headers", () => ({ headers: async () => world.headers }));
vi.mock("@/lib/auth/config", () => ({ auth: async () => world.session }));
vi.mock("@/lib/services/sessions/check", () => ({ checkSession: world.checkSession }));

const { currentActor, requireActor, requirePermission } = await import("./current-actor");

beforeEach(() => {
  world.headers = new Headers({ "x-latchkey-client-ip": "203.0.113.7", "user-agent": "test" });
  world.session = { user: { id: ID }, sid: SID, expires: "" };
  world.checkSession.mockReset();
  world.checkSession.mockResolvedValue({ sessionId: SID, user });
});

describe("currentActor", () => {
  test("is the user of a session in force, with where the request came from", async () => {
    const actor = await currentActor();
    expect(actor).toMatchObject({ kind: "user", ...user, sessionId: SID, ip: "203.0.113.7", userAgent: "test" });
    expect(world.checkSession).toHaveBeenCalledWith(expect.anything(), { sessionId: SID, userId: ID });
  });

  test.each([
    ["nothing", null],
    ["an error of the settings", { message: "There was a problem with the server configuration." }],
    ["an empty object", {}],
    ["a user without a session", { user: { id: ID } }],
    ["a session without a user", { sid: SID }],
    ["empty ids", { user: { id: "" }, sid: "" }],
  ])("is nobody when the library answers %s, and the database is not asked", async (_what, session) => {
    world.session = session;
    expect((await currentActor()).kind).toBe("anonymous");
    expect(world.checkSession).not.toHaveBeenCalled();
  });

  test("is nobody when the row is not in force", async () => {
    world.checkSession.mockResolvedValue(null);
    expect((await currentActor()).kind).toBe("anonymous");
  });

  test("is not nobody when the database does not answer", async () => {
    world.checkSession.mockRejectedValue(new AppError("unavailable", "The database does not answer."));
    await expect(currentActor()).rejects.toMatchObject({ code: "unavailable" });
  });

  test.each(["", "not an address", "203.0.113.7, 198.51.100.1", "<script>"])("takes no address from %j", async (ip) => {
    world.headers.set("x-latchkey-client-ip", ip);
    expect((await currentActor()).ip).toBeNull();
  });
});

describe("pages", () => {
  test("send visitors to sign in and back", async () => {
    world.session = null;
    await expect(requireActor()).rejects.toMatchObject({ digest: expect.stringContaining(";/sign-in;") });
    world.headers.set("x-latchkey-path", "/audit-log?page=2");
    await expect(requireActor()).rejects.toMatchObject({
      digest: expect.stringContaining(`/sign-in?next=${encodeURIComponent("/audit-log?page=2")}`),
    });
    world.headers.set("x-latchkey-path", "//evil.example");
    await expect(requireActor()).rejects.toMatchObject({ digest: expect.not.stringContaining("evil") });
  });

  test("answer 403 to a role that lacks the permission", async () => {
    vi.stubEnv("__NEXT_EXPERIMENTAL_AUTH_INTERRUPTS", "true");
    expect((await requirePermission("key.read")).id).toBe(ID);
    await expect(requirePermission("key.write")).rejects.toMatchObject({ digest: expect.stringContaining("403") });
    world.session = null;
    await expect(requirePermission("key.read")).rejects.toMatchObject({ digest: expect.stringContaining("/sign-in") });
  });
});
