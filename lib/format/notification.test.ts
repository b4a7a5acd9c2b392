import { expect, it } from "vitest";
import { formatNotification, type Told } from "@/lib/format/notification";

const one = (kind: Told["kind"], data: Told["data"], targetType = "provisioning_key"): Told => ({
  kind,
  name: "fra1",
  targetType,
  count: 1,
  data,
});
const many = (kind: Told["kind"], count: number, data: Told["data"]): Told => ({
  kind,
  name: null,
  targetType: null,
  count,
  data,
});

it.each<[Told, string]>([
  [one("key_near_limit", { used: 41, maximum: 50, percent: 82 }), "fra1 is near its limit: 41 of 50 uses taken, 82 %."],
  [
    one("key_at_limit", { used: 1, maximum: 1 }),
    "fra1 is at its limit: 1 of 1 use taken. New App Connectors are refused.",
  ],
  [one("key_expiring", { days: 1, expiresAt: "2026-11-24T10:00:00Z" }), "fra1 expires in 1 day, on 24 Nov 2026."],
  [one("key_refused", { attempts: 1204, code: "key_exhausted" }), "fra1 was refused 1,204 times within an hour."],
  [one("certificate_expiring", { days: 0, expiresAt: "2026-11-24T10:00:00Z" }), "fra1 expired on 24 Nov 2026."],
  [one("connector_disconnected", { minutes: 6 }, "connector"), "fra1 disconnected: it has been silent for 6 minutes."],
  [{ ...one("connector_disconnected", {}, "connector_group"), count: 500 }, "500 App Connectors of fra1 disconnected."],
  [many("key_expiring", 1_300, { names: ["a", "b", "c"] }), "1,300 keys expire soon: a, b, c and more."],
  [
    many("connector_disconnected", 900, { names: ["A", "B"], groups: 40 }),
    "900 App Connectors of 40 groups disconnected: A, B and more.",
  ],
])("says what happened (%#)", (told, sentence) => {
  expect(formatNotification(told)).toBe(sentence);
});
