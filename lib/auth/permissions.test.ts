import { describe, expect, test } from "vitest";
import { can, PERMISSIONS, ROLES } from "@/lib/auth/permissions";

// Written out on purpose: a change of rights must be made in two places.
const EXPECTED: Record<string, readonly [owner: boolean, admin: boolean, viewer: boolean]> = {
  "key.read": [true, true, true],
  "key.write": [true, true, false],
  "key.reveal": [true, true, false],
  "group.read": [true, true, true],
  "group.write": [true, true, false],
  "connector.read": [true, true, true],
  "connector.write": [true, true, false],
  "certificate.read": [true, true, true],
  "certificate.write": [true, false, false],
  "audit.read": [true, true, true],
  "notification.read": [true, true, true],
  "webhook.write": [true, false, false],
  "user.read": [true, false, false],
  "user.write": [true, false, false],
  "settings.read": [true, true, true],
  "settings.write": [true, false, false],
  "self.write": [true, true, true],
};

test("the table has every permission and every role", () => {
  expect([...PERMISSIONS].sort()).toEqual(Object.keys(EXPECTED).sort());
  expect(ROLES).toEqual(["OWNER", "ADMIN", "VIEWER"]);
});

describe.each(PERMISSIONS)("%s", (permission) => {
  test.each(ROLES.map((role, index) => [role, EXPECTED[permission]?.[index]] as const))("%s: %s", (role, granted) => {
    expect(can(role, permission)).toBe(granted);
  });
});
