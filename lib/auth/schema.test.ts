import { describe, expect, test } from "vitest";
import { emailKey, emailSchema, nameSessionCookie, newAccountSchema, passwordSchema } from "./schema";

describe("emailSchema", () => {
  test("trims and keeps the way it is written", () => {
    expect(emailSchema.parse("  Ines.Okafor@Halden.Example ")).toBe("Ines.Okafor@Halden.Example");
  });
  test("one account for every way of writing an address", () => {
    expect(emailKey("Ines.Okafor@Halden.Example")).toBe(emailKey("ines.okafor@halden.example"));
  });
  test.each([
    "",
    "a",
    "a@",
    "@b.co",
    "a@b",
    "a b@c.co",
    "a@b.co,d@e.co",
    "a@b.co\u0000",
    "a\r\nBcc: d@e.co",
    "a\uff20b.co",
    "\u202ea@b.co",
    `${"a".repeat(250)}@b.co`,
  ])("refuses %j", (email) => expect(emailSchema.safeParse(email).success).toBe(false));
});

describe("passwordSchema", () => {
  test.each([
    "correct horse battery staple",
    "  spaces count  ",
    "Straße zum Süden",
    `${"🔑".repeat(3)}keys on a ring`,
    "1985-07-04 Lisbon",
  ])("takes %j as it is", (password) => expect(passwordSchema.parse(password)).toBe(password));
  test.each([
    "fourteen chars",
    "a".repeat(257),
    "aaaaaaaaaaaaaaaa",
    "abababababababab",
    "1234123412341234",
    "012345678901234",
    "qwertyuiopasdfgh",
    "zyxwvutsrqponmlk",
    "latchkeylatchkey",
    "Latchkey-password-2026!",
    "passwordpassword1",
  ])("refuses %j", (password) => expect(passwordSchema.safeParse(password).success).toBe(false));
  test("counts characters, not code units", () => {
    expect(passwordSchema.safeParse("🔑🗝🚪🪟🧱🏠🌳🌊⛰🚲🚂✈⚓🧭").success).toBe(false);
    expect(passwordSchema.safeParse("🔑🗝🚪🪟🧱🏠🌳🌊⛰🚲🚂✈⚓🧭🕰").success).toBe(true);
  });
});

test("a password is not the name or the address", () => {
  const account = { email: "ines.okafor@halden.example", name: "Ines Okafor Halden" };
  const judge = (password: string) => newAccountSchema.safeParse({ ...account, password }).success;
  expect(judge("Ines.Okafor@halden.example")).toBe(false);
  expect(judge("ines okafor halden")).toBe(false);
  expect(judge("a quiet harbour in winter")).toBe(true);
});

test("cookies are bound to the host wherever there is TLS", () => {
  expect(nameSessionCookie("https://keys.example.com")).toBe("__Host-latchkey.session");
  expect(nameSessionCookie("http://localhost:3000")).toBe("latchkey.session");
});
