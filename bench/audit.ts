import { parse } from "@/bench/parse-filter";
import { type TimedCase, timeCases } from "@/bench/time-cases";
import { pool } from "@/lib/db";
import { systemActor } from "@/lib/services/actor";
import { AUDIT_FILTERS } from "@/lib/services/audit-log/audit-filters";
import { listAuditEvents } from "@/lib/services/audit-log/list";

type AuditCase = TimedCase<Parameters<typeof listAuditEvents>[1]>;

const FIRST_PAGE = { perPage: 50 } as const;

/** The database work of the audit log: depths of paging, every filter, pairs of filters. Prints a table; exits 1 when any p95 is over target. */
export async function benchAudit(only: string): Promise<number> {
  const { rows } = await pool.query<{ events: number; version: string }>(
    "SELECT count(*)::int AS events, current_setting('server_version') AS version FROM audit_events",
  );
  console.log(`${rows[0]?.events} events, PostgreSQL ${rows[0]?.version}, one client\n`);
  const actor = systemActor("bench");
  return await timeCases(buildCases(await readSamples()), only, (input) => listAuditEvents(actor, input));
}

const day = (daysAgo: number) => new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10);

function filterCase(kind: "filter" | "two", label: string, ...queries: string[][]): AuditCase {
  const inputs = queries.map((texts) => ({
    ...FIRST_PAGE,
    filters: texts.flatMap((text) => parse(text, AUDIT_FILTERS)),
  }));
  return { label, kind, inputs };
}

/** In: events of the log. Out: cases with texts for few, many and no events, and for those that are all of long ago. */
function buildCases(samples: Sample[]): AuditCase[] {
  const one = (label: string, ...texts: string[]) =>
    filterCase("filter", label, ...texts.map((text): string[] => [text]));
  const two = (...texts: string[]) => filterCase("two", texts.join(" + "), texts);
  const search = (label: string, ...texts: string[]): AuditCase => ({
    label: `search: ${label}`,
    kind: "filter",
    inputs: texts.map((q) => ({ ...FIRST_PAGE, q })),
  });
  const page = (label: string, input: { page?: number; cursor?: string }): AuditCase => ({
    label,
    kind: "page",
    inputs: (["-at", "at"] as const).map((sort) => ({ ...FIRST_PAGE, sort, ...input })),
  });
  const middle = samples[0];
  return [
    page("page 1", {}),
    page("page 100", { page: 100 }),
    page("page 200 (row 10,000)", { page: 200 }),
    page("next of the middle", { cursor: `after_${middle?.at}_${middle?.seq}` }),
    page("previous of the middle", { cursor: `before_${middle?.at}_${middle?.seq}` }),
    page("last page", { cursor: "last" }),
    one(
      "time before, last, after",
      `at:before:${day(400)}`,
      "at:last:7",
      `at:after:${day(30)}`,
      "at:before:1990-01-01",
    ),
    one("action: most", "action:any:enrollment.accepted", "action:none:user.signed_in"),
    one("action: some", "action:any:key.revealed", "action:any:key.revealed,key.copied,key.downloaded"),
    one("action: few, none", "action:any:settings.edited", "action:any:certificate.deleted"),
    one(
      "actor contains: one, many",
      ...samples.map(({ actor }) => `actor:contains:${actor}`),
      "actor:contains:asg-web",
    ),
    one("actor contains: nothing", "actor:contains:qqqzzz"),
    one("actor equals: active", "actor:equals:ada brandt", "actor:equals:anonymous"),
    one("actor equals: left long ago", "actor:equals:bruno costa", "actor:equals:kavya rao"),
    one("actor starts: 1, 2 and more characters", "actor:starts:f", "actor:starts:ka", "actor:starts:fra1-eks"),
    one("actor type", "actorType:any:USER", "actorType:any:SYSTEM", "actorType:none:CONNECTOR"),
    one("target contains", ...samples.map(({ target }) => `target:contains:${target}`), "target:contains:payments"),
    one("target equals, starts", ...samples.map(({ target }) => `target:equals:${target}`), "target:starts:oregon"),
    one("target type", "targetType:any:provisioning_key", "targetType:any:tenant", "targetType:none:provisioning_key"),
    one("target id", ...samples.map(({ targetId }) => `targetId:any:${targetId}`)),
    one("address equals", ...samples.map(({ ip }) => `address:equals:${ip}`), "address:equals:192.0.2.1"),
    one(
      "address starts",
      "address:starts:10.",
      "address:starts:203.0.113.",
      "address:starts:10.17.",
      "address:starts:2001:",
    ),
    one("request", ...samples.map(({ request }) => `request:equals:${request}`), "request:equals:none"),
    search("one", ...samples.map(({ actor }) => actor)),
    search("many", "asg-web", "brandt", "203.0.113"),
    search("nearly all, few characters", "-00", "1"),
    search("left long ago", "kavya", "bruno costa"),
    search("nothing", "qqqzzz", "no such actor"),
    two("action:any:key.revealed", "actor:equals:ada brandt"),
    two("action:any:key.revealed", "actor:equals:kavya rao"),
    two("action:any:enrollment.accepted", "target:contains:payments"),
    two("action:any:enrollment.refused", "address:starts:10.17."),
    two("actorType:any:USER", "at:last:30"),
    two("actorType:any:USER", "targetType:any:provisioning_key"),
    two("actor:equals:bruno costa", `at:after:${day(300)}`),
    two("target:contains:asg-web", `at:before:${day(500)}`),
    two("actor:contains:fra1", "target:contains:eks"),
    two("action:any:user.sign_in_failed", "at:last:7"),
    two("address:starts:203.0.113.", "action:none:user.signed_in,user.signed_out"),
    two("actorType:any:SYSTEM", "action:any:enrollment.accepted"),
  ];
}

type Sample = { seq: string; at: number; actor: string; target: string; targetId: string; ip: string; request: string };

async function readSamples(): Promise<Sample[]> {
  const { rows } = await pool.query<Sample>(`
    SELECT seq::text, floor(extract(epoch FROM at) * 1000)::float8 AS at, actor_name AS actor, target_name AS target,
      target_id::text AS "targetId", ip, request_id AS request
    FROM audit_events WHERE seq IN (SELECT max(seq) * n / 10 FROM audit_events, generate_series(5, 9) AS n GROUP BY n)`);
  return rows;
}
