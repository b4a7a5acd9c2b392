import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { NEW_GROUP } from "@/lib/services/connector-groups/schema";
import { type Draft, readDraft, saveDraft } from "./draft";
import { DRAFT_PLACE } from "./draft-place";

const OWNER = "11111111-1111-4111-8111-111111111111";
const OTHER = "22222222-2222-4222-8222-222222222222";
const HOUR = 3_600_000;

const draft: Draft = {
  owner: OWNER,
  savedAt: Date.now(),
  choice: "new",
  furthest: 4,
  groupName: "Paris DC",
  values: {
    requestId: "33333333-3333-4333-8333-333333333333",
    signingCertificateId: "",
    // As typed, right or wrong.
    name: "a|b\u202e",
    maximum: 24,
    viewOrExport: false,
    expiresAt: "incomplete",
    allowList: ["10.0.0.0/8", "garbage"],
    enabled: true,
    group: { kind: "existing", id: "44444444-4444-4444-8444-444444444444" },
  },
};
const withValues = (values: Partial<Draft["values"]>): Draft => ({ ...draft, values: { ...draft.values, ...values } });

let store: Map<string, string>;
beforeEach(() => {
  store = new Map();
  vi.stubGlobal("sessionStorage", {
    getItem: (name: string) => store.get(name) ?? null,
    setItem: (name: string, value: string) => void store.set(name, value),
    removeItem: (name: string) => void store.delete(name),
  });
});
afterEach(() => vi.unstubAllGlobals());

describe("a draft", () => {
  it("comes back as it was typed", () => {
    expect(saveDraft(draft)).toBe(true);
    expect(readDraft(OWNER)).toEqual(draft);
  });

  it.each([
    ["Unlimited", null],
    ["a number", 7],
    ["no number yet", Number.NaN],
  ])("tells %s from the others as maximum", (_, maximum) => {
    saveDraft(withValues({ maximum }));
    expect(readDraft(OWNER)?.values.maximum).toBe(maximum);
  });

  it("holds a group that is to be added, with coordinates half typed", () => {
    const group = { kind: "new" as const, ...NEW_GROUP, name: "Lyon", latitude: Number.NaN, longitude: 4.8 };
    saveDraft(withValues({ group }));
    expect(readDraft(OWNER)?.values.group).toEqual(group);
  });

  it.each([
    ["of another person", { ...draft, owner: OTHER }],
    ["of yesterday", { ...draft, savedAt: Date.now() - 25 * HOUR }],
    ["of another form", { ...draft, furthest: 9 }],
    ["with more in it than was typed, such as a key", { ...draft, secret: "1|host|AAAA" }],
    ["with more in its values", withValues({ provisioningKey: "1|host|AAAA" } as never)],
  ])("%s is not read, and is gone", (_, kept) => {
    saveDraft(kept as Draft);
    expect(readDraft(OWNER)).toBeNull();
    expect(store.size).toBe(0);
  });

  it("that is no JSON is not read, and is gone", () => {
    store.set(DRAFT_PLACE, "{");
    expect(readDraft(OWNER)).toBeNull();
    expect(store.size).toBe(0);
  });

  it("is not kept where the browser keeps nothing", () => {
    const refuse = () => {
      throw new Error("denied");
    };
    vi.stubGlobal("sessionStorage", { getItem: refuse, setItem: refuse, removeItem: refuse });
    expect(saveDraft(draft)).toBe(false);
    expect(readDraft(OWNER)).toBeNull();
  });
});
