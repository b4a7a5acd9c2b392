import { describe, expect, it } from "vitest";
import { isWithin, navFor, pagesOf, trailTo } from "./nav-tree";

const labels = (pathname: string, ...pages: Parameters<typeof navFor>[0]) =>
  trailTo(navFor(pages), pathname).map((node) => node.label);

describe("navigation", () => {
  it("holds only the pages that exist", () => {
    const [configuration, administration] = navFor(["provisioning-keys", "audit-log"]);
    const management = configuration?.nodes[0]?.children?.[0];
    expect(management?.children?.map((node) => node.id)).toEqual(["provisioning-keys"]);
    expect(administration?.nodes.map((node) => node.id)).toEqual(["audit-log"]);
  });

  it("drops branches and sections without pages", () => {
    expect(navFor(["settings"]).map((section) => section.id)).toEqual(["administration"]);
    expect(navFor([])).toEqual([]);
  });

  it("finds the way to a page and to what is below it", () => {
    const way = [
      "Configuration & Control",
      "Private Infrastructure",
      "App Connector Management",
      "App Connector Provisioning Keys",
    ];
    expect(labels("/provisioning-keys", "provisioning-keys")).toEqual(way);
    expect(labels("/provisioning-keys/42/edit", "provisioning-keys")).toEqual(way);
    expect(labels("/audit-log", "audit-log")).toEqual(["Audit log"]);
    expect(labels("/elsewhere", "audit-log")).toEqual([]);
  });

  it("lists its pages with what they stand under", () => {
    expect(pagesOf(navFor(["provisioning-keys", "audit-log"]))).toEqual([
      {
        id: "provisioning-keys",
        label: "App Connector Provisioning Keys",
        href: "/provisioning-keys",
        under: "App Connector Management",
      },
      { id: "audit-log", label: "Audit log", href: "/audit-log", under: "Administration" },
    ]);
  });

  it("does not take a longer name for a page below", () => {
    expect(isWithin("/connectors-old", "/connectors")).toBe(false);
  });
});
