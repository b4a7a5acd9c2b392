import { expect, it } from "vitest";
import type { Filter, FilterColumn } from "@/lib/table/filters";
import { OPERATORS } from "@/lib/table/filters";
import { draftOf, emptyDraft, withOperator } from "./draft";
import { finishDraft } from "./finish-draft";
import { holdsPreset, withPreset } from "./help";
import { clearedHref, filtersHref } from "./location";
import { isChanged, type SavedEntry, savedHref } from "./saved-state";
import { describeFilter, describeMatches } from "./words";

const COLUMNS: FilterColumn[] = [
  { name: "title", label: "Title", type: "text", operators: OPERATORS.text },
  { name: "size", label: "Size", type: "number", operators: OPERATORS.number },
  {
    name: "state",
    label: "State",
    type: "choice",
    operators: OPERATORS.choice,
    choices: ["open", "shut", "lost"].map((value) => ({ value, label: value.toUpperCase() })),
  },
  { name: "share", label: "Share", type: "number", operators: OPERATORS.number, unit: "%" },
  { name: "team", label: "Team", type: "text", operators: [...OPERATORS.choice, ...OPERATORS.text], format: "text" },
  { name: "seen", label: "Seen", type: "date", operators: OPERATORS.date },
];

const FILTERS: [Filter, string][] = [
  [{ column: "title", op: "contains", value: "a, b" }, "Title contains a, b"],
  [{ column: "title", op: "equals", value: "x" }, "Title is x"],
  [{ column: "size", op: "gte", value: 1200 }, "Size ≥ 1,200"],
  [{ column: "size", op: "between", value: [1, 9] }, "Size between 1 and 9"],
  [{ column: "state", op: "any", value: ["open", "shut"] }, "State is any of OPEN, SHUT"],
  [{ column: "state", op: "none", value: ["open", "shut", "lost"] }, "State is none of OPEN, +2"],
  [{ column: "seen", op: "before", value: "2026-11-23" }, "Seen before 23 Nov 2026"],
  [{ column: "share", op: "gte", value: 80 }, "Share ≥ 80\u00a0%"],
  [{ column: "share", op: "between", value: [5, 80] }, "Share between 5\u00a0% and 80\u00a0%"],
  [{ column: "team", op: "none", value: ["t1"] }, "Team is none of t1"],
  [{ column: "team", op: "contains", value: "t" }, "Team contains t"],
  [{ column: "seen", op: "last", value: 1 }, "Seen in the last 1 day"],
  [{ column: "seen", op: "next", value: 14 }, "Seen in the next 14 days"],
  [{ column: "seen", op: "never" }, "Seen never"],
];

it.each(FILTERS)("opens %j for editing and gives it back, and says it in words", (filter, words) => {
  expect(finishDraft(draftOf(filter))).toEqual({ filter });
  expect(describeFilter(filter, COLUMNS)).toBe(words);
});

it("names looked-up choices, and shows the value where no name is known", () => {
  const filter: Filter = { column: "state", op: "any", value: ["id-1", "id-2"] };
  expect(describeFilter(filter, COLUMNS, [{ value: "id-1", label: "First" }])).toBe("State is any of First, id-2");
});

it("says what is missing instead of making a filter that looks for nothing", () => {
  const [title, size, state, , team, seen] = COLUMNS.map((column) => emptyDraft(column));
  if (!title || !size || !state || !team || !seen) throw new Error("a column is missing");
  expect(finishDraft({ ...title, text: "  " })).toEqual({ error: "Enter a text to look for." });
  for (const text of ["", "1.5", "-1", "1e3", "12 apples"]) {
    expect(finishDraft({ ...size, text })).toEqual({ error: "Enter a whole number." });
  }
  expect(finishDraft({ ...size, text: "1,200" })).toEqual({ filter: { column: "size", op: "eq", value: 1200 } });
  expect(finishDraft({ ...size, op: "between", text: "9", second: "1" })).toEqual({
    error: "The first number must not be above the second.",
  });
  for (const empty of [state, team]) {
    expect(finishDraft(empty)).toEqual({ error: "Choose at least one, and 50 at most." });
  }
  expect(finishDraft({ ...seen, text: "2026-02-30" })).toEqual({ error: "Choose a day." });
  expect(finishDraft({ ...seen, op: "last", text: "0" })).toHaveProperty("error");
});

it("keeps a value when another comparison takes the same kind, and drops it otherwise", () => {
  const draft = draftOf({ column: "size", op: "gte", value: 80 });
  expect(withOperator(draft, "lt").text).toBe("80");
  expect(withOperator(draft, "between").text).toBe("");
});

it("offers presets that make a filter at once, and knows which one the fields hold", () => {
  const draft = draftOf({ column: "seen", op: "before", value: "2026-11-23" });
  const week = { label: "Last 7 days", op: "last", text: "7" } as const;
  const never = { label: "Never", op: "never" } as const;
  expect(holdsPreset(draft, week)).toBe(false);
  expect(finishDraft(withPreset(draft, week))).toEqual({ filter: { column: "seen", op: "last", value: 7 } });
  expect(finishDraft(withPreset(draft, never))).toEqual({ filter: { column: "seen", op: "never" } });
  for (const preset of [week, never]) expect(holdsPreset(withPreset(draft, preset), preset)).toBe(true);
  expect(holdsPreset({ ...withPreset(draft, week), text: "8" }, week)).toBe(false);
});

it("says how many rows match, honestly where they were not counted", () => {
  const exact = (total: number) => ({ total, about: false, estimate: total });
  expect(describeMatches(exact(0), ["key", "keys"])).toBe("No key matches");
  expect(describeMatches(exact(1), ["key", "keys"])).toBe("1 key matches");
  expect(describeMatches(exact(1_204), ["key", "keys"])).toBe("1,204 keys match");
  expect(describeMatches({ total: 10_000, about: true, estimate: 48_300 }, ["key", "keys"])).toBe(
    "about 48,000 keys match",
  );
});

it("puts filters into the address from the first page on, and takes them out", () => {
  const list = { path: "/things", search: "q=x&filter=size:gt:1&saved=s&page=3&expanded=all&sort=-size" };
  expect(filtersHref(list, [{ column: "seen", op: "never" }])).toBe("/things?q=x&saved=s&sort=-size&filter=seen:never");
  expect(clearedHref(list)).toBe("/things?q=x&sort=-size");
});

it("tells a saved filter from what is applied now, and leads back to it", () => {
  const filters: Filter[] = [
    { column: "size", op: "gt", value: 1 },
    { column: "seen", op: "never" },
  ];
  const saved: SavedEntry = {
    id: "s1",
    name: "Mine",
    q: "x",
    filters,
    dropped: [],
    isCurrentSession: true,
    savedAt: "",
  };
  expect(isChanged(saved, { q: "x", filters: [...filters] })).toBe(false);
  expect(isChanged(saved, { q: "", filters })).toBe(true);
  expect(isChanged(saved, { q: "x", filters: filters.slice(1) })).toBe(true);
  expect(isChanged(saved, { q: "x", filters: [{ column: "size", op: "gt", value: 2 }, ...filters.slice(1)] })).toBe(
    true,
  );
  const list = { path: "/things", search: "q=y&filter=size:lt:9&sort=size&page=2" };
  expect(savedHref(list, saved)).toBe("/things?q=x&sort=size&filter=size:gt:1&filter=seen:never&saved=s1");
});
