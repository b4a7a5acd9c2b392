import { expect, test } from "vitest";
import { hashPassword, verifyPassword } from "./password";

const PASSWORD = "correct horse battery staple";

test("a hash is argon2id with 19 MiB, 2 passes and a salt of its own", async () => {
  const [first, second] = await Promise.all([hashPassword(PASSWORD), hashPassword(PASSWORD)]);
  expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(first).not.toBe(second);
});

test("only the password itself is right, spaces included", async () => {
  const hash = await hashPassword(` ${PASSWORD} `);
  expect(await verifyPassword(hash, ` ${PASSWORD} `)).toBe(true);
  expect(await verifyPassword(hash, PASSWORD)).toBe(false);
  expect(await verifyPassword(hash, "")).toBe(false);
});

test("the same letters typed another way are the same password", async () => {
  expect(
    await verifyPassword(await hashPassword("Caf\u00e9 au lait, s\u2019il"), "Cafe\u0301 au lait, s\u2019il"),
  ).toBe(true);
});

test("nobody's password is never right, and a damaged hash is wrong, not an error", async () => {
  expect(await verifyPassword(null, PASSWORD)).toBe(false);
  expect(await verifyPassword(null, "")).toBe(false);
  expect(await verifyPassword("$argon2id$damaged", PASSWORD)).toBe(false);
  expect(await verifyPassword("", PASSWORD)).toBe(false);
});

test("an unknown user costs what a known one costs", async () => {
  const hash = await hashPassword(PASSWORD);
  const median = async (stored: string | null) => {
    const times: number[] = [];
    for (let round = 0; round < 15; round += 1) {
      const start = performance.now();
      await verifyPassword(stored, "wrong password, tried again");
      times.push(performance.now() - start);
    }
    return times.sort((a, b) => a - b)[7] ?? 0;
  };
  const [known, unknown] = [await median(hash), await median(null)];
  // Without the dummy hash the unknown user is answered hundreds of times faster.
  expect(unknown).toBeGreaterThan(known / 3);
});

test("many at once all get their turn", async () => {
  const hashes = await Promise.all(Array.from({ length: 12 }, (_, index) => hashPassword(`${PASSWORD} ${index}`)));
  const answers = await Promise.all(hashes.map((hash, index) => verifyPassword(hash, `${PASSWORD} ${index}`)));
  expect(answers).toEqual(Array.from({ length: 12 }, () => true));
});
