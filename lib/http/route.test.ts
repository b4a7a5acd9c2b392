import { beforeEach, expect, test, vi } from "vitest";
import { AppError } from "@/lib/errors";

const request = vi.hoisted(() => ({ actor: undefined as unknown }));
vi.mock("@/lib/auth/current-actor", () => ({ currentActor: async () => request.actor }));
vi.mock("@/lib/log", () => ({ log: { warn: () => {}, error: () => {} } }));

const { env } = await import("@/lib/env");
const { route } = await import("./route");

const user = { kind: "user", requestId: "request-1" };
const ask = (method: string, origin?: string) =>
  new Request(`${env.APP_URL}/api/x`, { method, headers: origin ? { origin } : {} });

beforeEach(() => {
  request.actor = user;
});

test("answers data as JSON that no cache keeps", async () => {
  const answer = await route(async () => ({ a: 1 }))(ask("GET"), undefined);
  expect([answer.status, answer.headers.get("cache-control"), await answer.json()]).toEqual([
    200,
    "no-store",
    { a: 1 },
  ]);
});

test.each([undefined, "null", "https://evil.example"])("refuses to change anything for Origin %j", async (origin) => {
  const handle = vi.fn(async () => null);
  const answer = await route(handle)(ask("POST", origin), undefined);
  expect(answer.status).toBe(403);
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  expect(handle).not.toHaveBeenCalled();
  expect((await route(handle)(ask("POST", env.APP_URL), undefined)).status).toBe(200);
});

test("tells visitors to sign in", async () => {
  request.actor = { kind: "anonymous", requestId: "request-2" };
  const answer = await route(async () => ({ secret: 1 }))(ask("GET"), undefined);
  expect([answer.status, answer.headers.get("cache-control")]).toEqual([401, "no-store"]);
  expect(await answer.json()).toMatchObject({ code: "unauthenticated", requestId: "request-2", status: 401 });
});

test("errors become problems; 429 and 503 say when to come back", async () => {
  const fail = async (error: unknown) =>
    await route(async () => {
      throw error;
    })(ask("GET"), undefined);
  const busy = await fail(new AppError("unavailable", "Later."));
  expect([busy.status, busy.headers.get("retry-after")]).toEqual([503, "5"]);
  const many = await fail(new AppError("too_many_attempts", "Later.", { details: { retryAfter: 17 } }));
  expect([many.status, many.headers.get("retry-after")]).toEqual([429, "17"]);
  const broken = await fail(new Error("secret-cause"));
  expect(broken.status).toBe(500);
  expect(await broken.text()).not.toContain("secret-cause");
});
