import { beforeEach, describe, expect, test, vi } from "vitest";
import { AppError } from "@/lib/errors";
import type { UserActor } from "@/lib/services/actor";

const request = vi.hoisted(() => ({
  headers: new Headers(),
  actor: undefined as unknown,
  actorError: undefined as unknown,
}));
vi.mock("next/headers", () => ({ headers: async () => request.headers }));
vi.mock("@/lib/auth/current-actor", () => ({
  currentActor: async () => {
    if (request.actorError) throw request.actorError;
    return request.actor;
  },
}));
const logged = vi.hoisted(() => ({ lines: [] as unknown[] }));
vi.mock("@/lib/log", () => {
  const write = (...line: unknown[]) => logged.lines.push(line);
  return { log: { warn: write, error: write } };
});

const { env } = await import("@/lib/env");
const { action } = await import("./action");
const { redirect } = await import("next/navigation");

const user: UserActor = {
  kind: "user",
  id: "7b0e7a3e-8f55-4c59-9a4a-1d0b4f0f2f11",
  name: "Ines",
  email: "ines@halden.example",
  role: "ADMIN",
  sessionId: "7b0e7a3e-8f55-4c59-9a4a-1d0b4f0f2f12",
  ip: "203.0.113.7",
  userAgent: null,
  requestId: "request-1",
};
const run = vi.fn(async (actor: { requestId: string }, input: { name: string }) => `${actor.requestId} ${input.name}`);

beforeEach(() => {
  request.headers = new Headers({ origin: env.APP_URL, "sec-fetch-site": "same-origin" });
  request.actor = user;
  request.actorError = undefined;
  logged.lines = [];
  run.mockClear();
});

describe("the door of actions", () => {
  test("hands actor and input to the verb and wraps what it returns", async () => {
    expect(await action(run)({ name: "x" })).toEqual({ ok: true, data: "request-1 x" });
    expect(run).toHaveBeenCalledWith(user, { name: "x" });
  });

  test.each([null, "null", "https://evil.example", "http://sub.localhost:3000", "http://localhost:3001"])(
    "stops Origin %j before anybody is asked who they are",
    async (origin) => {
      request.headers = new Headers(origin === null ? {} : { origin });
      request.actorError = new Error("must not be asked");
      for (const door of [action(run), action(run, { public: "a test" })]) {
        const answer = await door({ name: "x" });
        expect(answer).toMatchObject({ ok: false, error: { code: "forbidden" } });
      }
      expect(run).not.toHaveBeenCalled();
    },
  );

  test("stops visitors unless the action says it is public", async () => {
    request.actor = { kind: "anonymous", ip: null, userAgent: null, requestId: "request-2" };
    expect(await action(run)({ name: "x" })).toMatchObject({ ok: false, error: { code: "unauthenticated" } });
    expect(run).not.toHaveBeenCalled();
    expect(await action(run, { public: "a test" })({ name: "x" })).toEqual({ ok: true, data: "request-2 x" });
  });

  test("an AppError leaves as it is, without its cause", async () => {
    run.mockRejectedValueOnce(
      new AppError("name_taken", "Taken.", {
        fields: { name: "Taken." },
        details: { by: "x" },
        cause: new Error("23505 secret-cause"),
      }),
    );
    const answer = await action(run)({ name: "x" });
    expect(answer).toEqual({
      ok: false,
      error: {
        code: "name_taken",
        message: "Taken.",
        fields: { name: "Taken." },
        details: { by: "x" },
        requestId: "request-1",
      },
    });
  });

  test("anything else leaves as a fixed sentence, its cause only in the log under the same id", async () => {
    run.mockRejectedValueOnce(new TypeError("relation users: secret-cause"));
    const answer = await action(run)({ name: "x" });
    expect(answer).toMatchObject({ ok: false, error: { code: "internal", requestId: "request-1", fields: {} } });
    expect(JSON.stringify(answer)).not.toContain("secret-cause");
    expect(JSON.stringify(logged.lines)).toContain("secret-cause");
    expect(JSON.stringify(logged.lines)).toContain("request-1");
  });

  test("the log never quotes the values of a database call", async () => {
    const error = new Error(
      "\nInvalid `prisma.user.create()` invocation:\n{ passwordHash: 'quoted-value' }\n\nArgument is missing.",
    );
    error.name = "PrismaClientValidationError";
    run.mockRejectedValueOnce(error);
    await action(run)({ name: "x" });
    expect(JSON.stringify(logged.lines)).not.toContain("quoted-value");
    expect(JSON.stringify(logged.lines)).toContain("Argument is missing.");
  });

  test("a database out of reach is unavailable, not signed out", async () => {
    request.actorError = new AppError("unavailable", "The database does not answer.");
    expect(await action(run)({ name: "x" })).toMatchObject({ ok: false, error: { code: "unavailable" } });
  });

  test("redirects of Next pass through", async () => {
    const leave = action(async () => redirect("/audit-log"));
    await expect(leave(undefined)).rejects.toMatchObject({ digest: expect.stringContaining("/audit-log") });
  });

  test("a form gets back what was typed into the named fields only", async () => {
    run.mockRejectedValueOnce(new AppError("invalid", "No."));
    const form = new FormData();
    form.set("name", "x");
    form.set("password", "typed");
    form.set("$ACTION_ID", "1");
    const state = await action(run, { form: { keep: ["name"] } })(null, form);
    expect(state).toMatchObject({ ok: false, values: { name: "x" } });
    expect(JSON.stringify(state)).not.toContain("typed");
    expect(run).toHaveBeenCalledWith(user, { name: "x", password: "typed" });
  });
});
