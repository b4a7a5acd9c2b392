import type { ReactNode } from "react";
import { RelativeTime } from "@/components/relative-time";
import { MeterBar } from "@/components/utilization-meter";
import { formatNumber } from "@/lib/format/number";
import type { Forecast } from "@/lib/services/provisioning-keys/activity/forecast";
import type { KeyConnectors } from "@/lib/services/provisioning-keys/activity/list-connectors";
import type { KeyRefusals } from "@/lib/services/provisioning-keys/activity/list-refusals";
import type { KeyUses } from "@/lib/services/provisioning-keys/activity/read-uses";
import type { KeyDetail } from "@/lib/services/provisioning-keys/get";
import { describeLeft } from "./chart/chart-words";

/** Reason codes that are named; the rest is a number. */
const CODES = 2;

type KeyStatsProps = {
  detail: KeyDetail;
  uses: KeyUses;
  forecast: Forecast | null;
  connectors: KeyConnectors;
  refusals: readonly KeyRefusals[];
};

/** The four figures of a key. */
export function KeyStats({ detail, uses, forecast, connectors, refusals }: KeyStatsProps) {
  const { maximum, status } = detail;
  const { used } = uses;
  const left = maximum === null ? null : Math.max(0, maximum - used);
  const refused = refusals.reduce((sum, { lastDay }) => sum + lastDay, 0);
  return (
    <StatGrid>
      <Stat
        label="Used"
        value={
          <>
            {formatNumber(used)} <Small>{maximum === null ? "without a limit" : `of ${formatNumber(maximum)}`}</Small>
          </>
        }
      >
        {maximum === null ? null : (
          <MeterBar
            used={used}
            max={maximum}
            muted={status === "disabled" || status === "expired"}
            className="mt-1.5"
          />
        )}
      </Stat>
      <Stat label="Left" value={left === null ? "Unlimited" : formatNumber(left)}>
        {forecast ? <span className="text-warn-fg">{describeLeft(forecast, uses.now)}</span> : null}
        {left === 0 ? <span className="text-bad-fg">The limit is reached</span> : null}
      </Stat>
      <Stat label="Last used" value={<RelativeTime at={detail.lastUsedAt} />}>
        {connectors.last ? <span className="block truncate">{connectors.last.name}</span> : null}
      </Stat>
      <Stat label="Refused, 24 h" value={formatNumber(refused)}>
        <RefusedCodes refusals={refusals} />
      </Stat>
    </StatGrid>
  );
}

/** Four boxes in a row; two by two in narrow windows. */
export function StatGrid({ children }: { children: ReactNode }) {
  return (
    <dl className="my-4 grid grid-cols-4 rounded-md border bg-surface max-md:grid-cols-2 [&>div]:border-l [&>div:first-child]:border-l-0 max-md:[&>div:nth-child(3)]:border-l-0 max-md:[&>div:nth-child(n+3)]:border-t">
      {children}
    </dl>
  );
}

function Stat({ label, value, children }: { label: string; value: ReactNode; children?: ReactNode }) {
  return (
    <div className="min-w-0 px-4 py-3">
      <dt className="text-xs text-fg-3">{label}</dt>
      <dd className="text-xl font-semibold tracking-[-0.015em] tabular-nums max-md:text-[18px]/[26px]">{value}</dd>
      <dd className="min-h-4 text-xs text-fg-3">{children}</dd>
    </div>
  );
}

function Small({ children }: { children: ReactNode }) {
  return <small className="text-sm font-normal tracking-normal text-fg-3">{children}</small>;
}

function RefusedCodes({ refusals }: { refusals: readonly KeyRefusals[] }) {
  const recent = refusals.filter(({ lastDay }) => lastDay > 0).sort((a, b) => b.lastDay - a.lastDay);
  const rest = recent.slice(CODES).reduce((sum, { lastDay }) => sum + lastDay, 0);
  return (
    <>
      {recent.slice(0, CODES).map(({ code, lastDay }, index) => (
        <span key={code}>
          {index > 0 ? ", " : ""}
          {formatNumber(lastDay)} <code className="font-mono text-2xs">{code}</code>
        </span>
      ))}
      {rest > 0 ? `, ${formatNumber(rest)} more` : null}
    </>
  );
}
