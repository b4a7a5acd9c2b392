import { expect, it } from "vitest";
import { notificationPath } from "@/lib/format/notification-path";
import { CONNECTOR_FILTERS } from "@/lib/services/connectors/connector-filters";
import { NOTIFICATION_KINDS } from "@/lib/services/notifications/schema";
import { KEY_FILTERS } from "@/lib/services/provisioning-keys/filters/key-filters";
import { parseFilters } from "@/lib/table/filters-parse";

const readAddress = (path: string) => {
  const url = new URL(path, "https://latchkey.example.com");
  const params = { filter: url.searchParams.getAll("filter") };
  const columns = url.pathname === "/connectors" ? CONNECTOR_FILTERS : KEY_FILTERS;
  return { path: url.pathname, ...parseFilters(params, columns) };
};

it("leads to the page of one thing, or to its row", () => {
  const key = { type: "provisioning_key", id: "0b1e", name: "fra1" };
  expect(notificationPath({ kind: "key_at_limit", data: {} }, key)).toBe("/provisioning-keys/0b1e");
  const group = { type: "connector_group", id: "77", name: "Frankfurt DC" };
  expect(notificationPath({ kind: "connector_disconnected", data: {} }, group)).toBe(
    "/connector-groups?q=Frankfurt+DC&expanded=77",
  );
});

it.each(NOTIFICATION_KINDS)("leads to many by filters that the list knows: %s", (kind) => {
  const { path, dropped } = readAddress(notificationPath({ kind, data: { percent: 55 } }, null));
  expect(path).toMatch(/^\/(?:provisioning-keys|connectors|signing-certificates)$/);
  expect(dropped).toEqual([]);
});
