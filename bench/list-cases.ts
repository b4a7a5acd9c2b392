import { type Filter, parse } from "@/bench/parse-filter";
import type { TimedCase } from "@/bench/time-cases";
import type { ListKeysInput } from "@/lib/services/provisioning-keys/list/schema";
import { KEY_SORTS } from "@/lib/services/provisioning-keys/list/schema";

export type ListCase = TimedCase<Partial<ListKeysInput>>;

/** What a table of the seed's shape answers with: texts for few, many and no rows. */
export type Samples = {
  fingerprints: string[];
  names: string[];
  groups: string[];
  groupIds: string[];
  certificates: string[];
};

const day = (daysAgo: number) => new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10);

/** In: samples of the data. Out: every sort, every filter at several selectivities, depths of paging, pairs of filters. */
export function buildCases(samples: Samples): ListCase[] {
  const filter = (label: string, ...texts: string[]): ListCase => ({
    label,
    kind: "filter",
    inputs: texts.map((text) => ({ filters: parse(text) })),
  });
  const two = (...texts: string[]): ListCase => ({
    label: texts.join(" + "),
    kind: "two",
    inputs: [{ filters: texts.flatMap((text): Filter[] => parse(text)) }],
  });
  const of = (op: string, values: string[]) => values.map((value) => `${op}:${value}`);
  return [
    ...KEY_SORTS.map((sort): ListCase => ({ label: `sort ${sort}`, kind: "sort", inputs: [{ sort }] })),
    ...KEY_SORTS.map(
      (sort): ListCase => ({ label: `last page, sort ${sort}`, kind: "page", inputs: [{ sort, cursor: "last" }] }),
    ),
    { label: "page 100", kind: "page", inputs: KEY_SORTS.map((sort) => ({ sort, page: 100 })) },
    { label: "page 400 (row 10,000)", kind: "page", inputs: KEY_SORTS.map((sort) => ({ sort, page: 400 })) },
    { label: "search: one key", kind: "filter", inputs: samples.fingerprints.map((q) => ({ q })) },
    { label: "search: part of a name", kind: "filter", inputs: samples.names.map((name) => ({ q: name.slice(-5) })) },
    { label: "search: many (asg-web)", kind: "filter", inputs: [{ q: "asg-web" }, { q: "eks-prod" }] },
    { label: "search: nearly all (-00)", kind: "filter", inputs: [{ q: "-00" }, { q: "-0" }] },
    { label: "search: nothing", kind: "filter", inputs: [{ q: "zzzqqq" }, { q: "no such key" }] },
    filter(
      "name contains: few",
      ...of(
        "name:contains",
        samples.names.map((name) => name.slice(-6)),
      ),
    ),
    filter("name contains: many", "name:contains:fra1", "name:contains:bastion", "name:contains:-0"),
    filter("name contains: nothing", "name:contains:qqqzzz", "name:contains:fra1-fra1"),
    filter("name starts: many", "name:starts:f", "name:starts:oregon", "name:starts:fra1-asg-web-00"),
    filter("name equals", ...of("name:equals", samples.names), "name:equals:nothing"),
    filter("group equals", ...of("group:equals", samples.groups)),
    filter("group any of, none of", `group:any:${samples.groupIds}`, `group:none:${samples.groupIds}`),
    filter("group contains: many", "group:contains:frankfurt", "group:contains:data center", "group:contains:ams"),
    filter("group contains: nothing", "group:contains:zzzqqq"),
    ...["active", "expiring", "exhausted", "expired", "disabled"].map((status) =>
      filter(`status any of ${status}`, `status:any:${status}`),
    ),
    filter("status none of", "status:none:active", "status:none:expired,disabled", "status:none:disabled"),
    filter(
      "maximum = ≠ < ≥ between",
      "maximum:eq:10",
      "maximum:ne:10",
      "maximum:lt:5",
      "maximum:gte:1000",
      "maximum:between:20,50",
    ),
    filter("maximum: nothing", "maximum:eq:7777777", "maximum:gt:900000000"),
    filter("limit", "limit:any:unlimited", "limit:any:limited"),
    filter(
      "used = ≠ < ≥ between",
      "used:eq:0",
      "used:ne:0",
      "used:lt:3",
      "used:gte:1000",
      "used:between:40,60",
      "used:eq:123",
    ),
    filter("used: nothing", "used:eq:7777777", "used:gt:900000000"),
    filter("utilization", "utilization:gte:80", "utilization:eq:100", "utilization:lt:10", "utilization:gt:100"),
    filter("expires before", `expires:before:${day(600)}`, `expires:before:${day(0)}`, "expires:before:1990-01-01"),
    filter(
      "expires after / next / never",
      `expires:after:${day(0)}`,
      "expires:next:14",
      "expires:never",
      "expires:after:2900-01-01",
    ),
    filter("last used before: few", `lastUsed:before:${day(1090)}`, `lastUsed:before:${day(1000)}`),
    filter("last used before: half", `lastUsed:before:${day(300)}`, `lastUsed:before:${day(100)}`),
    filter(
      "last used after / last / never",
      `lastUsed:after:${day(30)}`,
      "lastUsed:last:7",
      "lastUsed:last:1",
      "lastUsed:never",
    ),
    filter(
      "created",
      `created:before:${day(500)}`,
      `created:after:${day(3)}`,
      "created:last:30",
      "created:before:1990-01-01",
    ),
    filter(
      "created by",
      "createdBy:any:Ada Brandt",
      "createdBy:any:terraform,Olga Petrova",
      "createdBy:none:Ada Brandt",
      "createdBy:any:Nobody",
    ),
    filter(
      "certificate",
      ...of("certificate:any", samples.certificates),
      `certificate:none:${samples.certificates[0]}`,
    ),
    filter(
      "fingerprint",
      ...of("fingerprint:equals", samples.fingerprints),
      "fingerprint:starts:a",
      "fingerprint:starts:ab",
      "fingerprint:contains:abc",
    ),
    filter("managed", "managed:any:yes", "managed:any:no"),
    two("status:any:active", "used:gte:1"),
    two("status:any:exhausted", "maximum:eq:10"),
    two("status:any:expired", "createdBy:any:terraform"),
    two("status:any:expired", "expires:never"),
    two("name:contains:asg-web", "group:contains:frankfurt"),
    two("name:contains:asg-web", "status:any:exhausted"),
    two("maximum:between:20,50", "used:between:20,40"),
    two("utilization:gte:80", "lastUsed:last:30"),
    two("lastUsed:never", "used:gte:1"),
    two("created:last:30", "expires:next:14"),
    two("createdBy:any:Ada Brandt", "group:contains:ams"),
    two("maximum:eq:1", "used:gte:50"),
    two("limit:any:unlimited", "status:any:exhausted"),
    two("used:eq:0", `lastUsed:before:${day(100)}`),
    two(`group:any:${samples.groupIds[0]}`, "status:any:expired"),
    two("managed:any:yes", "status:any:expired"),
    two("name:contains:fra1", "used:gte:1000"),
    two("fingerprint:contains:abc", "status:any:active"),
    two(`certificate:any:${samples.certificates[0]}`, "status:any:exhausted"),
    two("created:last:30", "lastUsed:never"),
  ];
}
