import Link from "next/link";
import { patchLocation } from "@/components/data-table/list-location";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { formatDateTime } from "@/lib/format/date";
import { formatMaximum, formatNumber } from "@/lib/format/number";
import type { Forecast } from "@/lib/services/provisioning-keys/activity/forecast";
import { type LimitChange, type LimitStretch, traceLimit } from "@/lib/services/provisioning-keys/activity/limit-line";
import type { KeyUses } from "@/lib/services/provisioning-keys/activity/read-uses";
import { KEY_PERIODS, type KeyPeriod } from "@/lib/services/provisioning-keys/activity/schema";
import type { KeyDetail } from "@/lib/services/provisioning-keys/get";
import { DEFAULT_PERIOD, keyPath } from "../search-params";
import { describeRate, PERIOD_WORDS, summarize } from "./chart/chart-words";
import { UsesChart } from "./chart/uses-chart";

/** Rows of the table that says the same as the picture. */
const ROWS = 12;

type UsesCardProps = {
  detail: KeyDetail;
  period: KeyPeriod;
  uses: KeyUses;
  changes: readonly LimitChange[];
  forecast: Forecast | null;
};

/** Uses against the limit: a picture, what it says in words, and the numbers behind it. */
export function UsesCard({ detail, period, uses, changes, forecast }: UsesCardProps) {
  const limits = traceLimit({ ...uses, createdAt: detail.createdAt, maximum: detail.maximum, changes });
  const taken = uses.used - (uses.points[0]?.uses ?? 0);
  const summary = summarize({
    period,
    taken,
    used: uses.used,
    maximum: detail.maximum,
    changes: changes.length,
    forecast,
  });
  return (
    <Card aria-labelledby="uses">
      <CardHeader title={<span id="uses">Uses against limit</span>}>
        <PeriodLinks id={detail.id} period={period} />
      </CardHeader>
      <CardBody className="pb-3">
        <UsesChart {...uses} createdAt={detail.createdAt} limits={limits} forecast={forecast} summary={summary} />
        <p className="mt-1 flex flex-wrap gap-x-3 text-xs text-fg-3">
          <span className="flex-1">
            {forecast
              ? `At the rate of now, ${describeRate(forecast)}, the last use is taken on ${formatDateTime(forecast.at)}.`
              : `${taken === 0 ? "None" : formatNumber(taken)} taken in the last ${PERIOD_WORDS[period].long}.`}
          </span>
          <span>Times in UTC</span>
        </p>
        <details className="mt-2 text-xs text-fg-2 [&[open]>summary]:mb-2">
          <summary className="w-fit cursor-pointer rounded-xs text-fg-3 hover:text-fg max-md:py-3">
            Show as a table
          </summary>
          <UsesTable uses={uses} limits={limits} />
        </details>
      </CardBody>
    </Card>
  );
}

function PeriodLinks({ id, period }: { id: string; period: KeyPeriod }) {
  return (
    <nav aria-label="Period" className="flex gap-0.5 rounded-sm bg-surface-3 p-0.5 forced-colors:border">
      {(Object.keys(KEY_PERIODS) as KeyPeriod[]).map((name) => (
        <Link
          key={name}
          href={patchLocation({ path: keyPath(id), search: "" }, { period: name === DEFAULT_PERIOD ? null : name })}
          aria-current={name === period ? "true" : undefined}
          replace
          scroll={false}
          prefetch={false}
          className="grid h-7 place-items-center rounded-[5px] px-2.5 text-xs font-medium text-fg-2 hover:text-fg aria-[current]:bg-seg-on aria-[current]:text-fg aria-[current]:shadow-1 aria-[current]:ring aria-[current]:ring-border-strong max-md:h-10 max-md:px-3.5 forced-colors:aria-[current]:bg-[Highlight] forced-colors:aria-[current]:text-[HighlightText]"
        >
          {PERIOD_WORDS[name].short}
        </Link>
      ))}
    </nav>
  );
}

function UsesTable({ uses, limits }: { uses: KeyUses; limits: readonly LimitStretch[] }) {
  const last = uses.points.length - 1;
  const shown = Array.from({ length: ROWS + 1 }, (_, index) => uses.points[Math.round((last * index) / ROWS)]);
  const limitAt = (at: string) => limits.findLast(({ from }) => from <= at);
  return (
    <table className="w-full max-w-120 tabular-nums [&_:is(td,th)]:py-1 [&_:is(td,th)]:pr-4 [&_:is(td,th)]:text-left [&_tr]:border-t [&_tr:first-child]:border-0">
      <caption className="sr-only">Uses and limit over time</caption>
      <thead className="text-fg-3 [&_th]:font-normal">
        <tr>
          <th scope="col">Time</th>
          <th scope="col">Uses</th>
          <th scope="col">Limit</th>
        </tr>
      </thead>
      <tbody>
        {shown.map((point) =>
          point ? (
            <tr key={point.at}>
              <td>{formatDateTime(point.at)}</td>
              <td>{formatNumber(point.uses)}</td>
              <td>{describeLimit(limitAt(point.at))}</td>
            </tr>
          ) : null,
        )}
      </tbody>
    </table>
  );
}

function describeLimit(stretch: LimitStretch | undefined): string {
  if (!stretch) return "Not created yet";
  return stretch.by === null ? formatMaximum(stretch.limit) : `${formatMaximum(stretch.limit)}, set by ${stretch.by}`;
}
