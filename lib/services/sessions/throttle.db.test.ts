import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { hashPassword } from "@/lib/auth/password";
import { pool, prisma } from "@/lib/db";
import type { AnonymousActor } from "@/lib/services/actor";
import {
  ACCOUNT_FAILURES,
  ADDRESS_FAILURES,
  accountKey,
  addressKey,
  PAIR_FAILURES,
  PAIR_FAILURES_UNDER_ATTACK,
} from "@/lib/services/sessions/throttle";

const evaluated = vi.hoisted(() => ({ count: 0 }));
vi.mock("@/lib/auth/password", async (original) => {
  const real = await original<typeof import("@/lib/auth/password")>();
  return {
    ...real,
    verifyPassword: async (...given: Parameters<typeof real.verifyPassword>) => {
      evaluated.count += 1;
      return await real.verifyPassword(...given);
    },
  };
});

const PASSWORD = "a quiet harbour in winter";
const visitor = (ip: string): AnonymousActor => ({ kind: "anonymous", ip, userAgent: null, requestId: "request" });

/** One web process: modules of its own, so also what the throttle remembers, on the same database. */
async function startInstance() {
  vi.resetModules();
  return (await import("@/lib/services/sessions/check-credentials")).checkCredentials;
}

let email: string;
beforeEach(async () => {
  evaluated.count = 0;
  email = `${crypto.randomUUID()}@halden.example`;
  const passwordHash = await hashPassword(PASSWORD);
  await prisma.user.create({ data: { email, emailKey: email, name: "Ines", role: "ADMIN", passwordHash } });
});
afterEach(async () => {
  await prisma.signInThrottle.deleteMany();
});

const codes = async (tries: Promise<unknown>[]) =>
  (await Promise.allSettled(tries)).map((result) =>
    result.status === "fulfilled" ? "ok" : String(result.reason.code),
  );
const failures = async (windowKey: string) =>
  await prisma.auditEvent.count({ where: { action: "user.sign_in_failed", windowKey: { contains: windowKey } } });

describe("wrong passwords over two instances", () => {
  test("200 at once: a handful is evaluated, one audit row is written, another address still gets in", async () => {
    const instances = [await startInstance(), await startInstance()];
    const tries = Array.from({ length: 200 }, (_, index) =>
      instances[index % 2]?.(visitor("198.51.100.4"), { email, password: `wrong password ${index}` }),
    );
    const answers = await codes(tries.map(async (given) => await given));
    expect(answers.filter((code) => code === "invalid")).toHaveLength(PAIR_FAILURES);
    expect(answers.filter((code) => code === "too_many_attempts")).toHaveLength(200 - PAIR_FAILURES);
    expect(evaluated.count).toBe(PAIR_FAILURES);
    expect(await failures(accountKey(email))).toBe(1);

    for (const checkCredentials of instances) {
      expect((await checkCredentials(visitor("203.0.113.9"), { email, password: PASSWORD })).email).toBe(email);
      await expect(checkCredentials(visitor("198.51.100.4"), { email, password: PASSWORD })).rejects.toMatchObject({
        code: "too_many_attempts",
        message: expect.stringMatching(/Try again in \d+ seconds\./),
        details: { retryAfter: expect.any(Number) },
      });
    }
  });

  test("one address trying many accounts is stopped, with one audit row for accounts that do not exist", async () => {
    const instances = [await startInstance(), await startInstance()];
    const address = "198.51.100.77";
    const answers = await codes(
      Array.from({ length: 2 * ADDRESS_FAILURES }, async (_, index) =>
        instances[index % 2]?.(visitor(address), { email: `nobody-${index}@halden.example`, password: "wrong" }),
      ),
    );
    expect(answers.filter((code) => code === "invalid")).toHaveLength(ADDRESS_FAILURES);
    expect(evaluated.count).toBe(ADDRESS_FAILURES);
    expect(await failures(`address:${address}`)).toBe(1);
  });

  test("an account attacked from everywhere slows each address down and locks nobody out", async () => {
    const check = await startInstance();
    for (let index = 0; index < ACCOUNT_FAILURES; index += 1) {
      await codes([check(visitor(`192.0.2.${index}`), { email, password: "wrong" })]);
    }
    const address = visitor("203.0.113.20");
    const answers = [];
    for (let index = 0; index < PAIR_FAILURES; index += 1) {
      answers.push(...(await codes([check(address, { email, password: "wrong" })])));
    }
    expect(answers.filter((code) => code === "invalid")).toHaveLength(PAIR_FAILURES_UNDER_ATTACK);
    expect((await check(visitor("203.0.113.21"), { email, password: PASSWORD })).email).toBe(email);
    // A slip, then the right one.
    expect(await codes([check(visitor("203.0.113.22"), { email, password: "slip" })])).toEqual(["invalid"]);
    expect((await check(visitor("203.0.113.22"), { email, password: PASSWORD })).email).toBe(email);
  });
});

test("the right password gives its try back", async () => {
  const check = await startInstance();
  for (let round = 0; round < 3 * ADDRESS_FAILURES; round += 1) {
    expect((await check(visitor("203.0.113.30"), { email, password: PASSWORD })).email).toBe(email);
  }
});

test("wrong password, unknown address, disabled account and an impossible address get one and the same answer", async () => {
  const check = await startInstance();
  const disabled = `${crypto.randomUUID()}@halden.example`;
  const passwordHash = await hashPassword(PASSWORD);
  await prisma.user.create({
    data: { email: disabled, emailKey: disabled, name: "Gone", role: "OWNER", passwordHash, disabledAt: new Date() },
  });
  const answers = await Promise.all(
    [
      { email, password: "wrong" },
      { email: "nobody@halden.example", password: "wrong" },
      { email: disabled, password: PASSWORD },
      { email: "no\u0000body", password: "wrong" },
    ].map(async (input, index) =>
      check(visitor(`203.0.113.${40 + index}`), input).catch(({ code, message, fields }) => ({
        code,
        message,
        fields,
      })),
    ),
  );
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(answers[0]).toMatchObject({ code: "invalid" });
});

test("the address is found however it is written", async () => {
  const check = await startInstance();
  expect((await check(visitor("203.0.113.50"), { email: ` ${email.toUpperCase()} `, password: PASSWORD })).email).toBe(
    email,
  );
});

test("nothing is evaluated while the counts cannot be kept", async () => {
  const check = await startInstance();
  const client = await pool.connect();
  try {
    await client.query("BEGIN; LOCK TABLE sign_in_throttle IN ACCESS EXCLUSIVE MODE");
    await expect(check(visitor("203.0.113.60"), { email, password: PASSWORD })).rejects.toMatchObject({
      code: "unavailable",
    });
    expect(evaluated.count).toBe(0);
  } finally {
    await client.query("ROLLBACK");
    client.release();
  }
});

test("IPv6 counts by /64, IPv4 inside IPv6 as IPv4", () => {
  expect(addressKey("2001:db8:1:2::1")).toBe(addressKey("2001:db8:1:2:ffff::9"));
  expect(addressKey("2001:db8:1:2::1")).not.toBe(addressKey("2001:db8:1:3::1"));
  expect(addressKey("::ffff:203.0.113.7")).toBe("203.0.113.7");
  expect(addressKey(null)).toBe("unknown");
  expect(addressKey("not an address")).toBe("unknown");
});
