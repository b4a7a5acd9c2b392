import { RelativeTime } from "@/components/relative-time";
import { CountPill, ReasonCode } from "@/components/ui/badge";
import { Card, CardHeader } from "@/components/ui/card";
import { TextLink } from "@/components/ui/text-link";
import { formatCount, formatNumber } from "@/lib/format/number";
import type { KeyRefusals } from "@/lib/services/provisioning-keys/activity/list-refusals";
import { auditOfKeyHref } from "../../../_components/entity-links";

/** Why connectors were refused with the key, how often, and what can be done about it. */
export function RefusalsCard({ id, refusals }: { id: string; refusals: readonly KeyRefusals[] }) {
  const total = refusals.reduce((sum, { attempts }) => sum + attempts, 0);
  return (
    <Card aria-labelledby="refusals">
      <CardHeader
        title={
          <span className="flex flex-wrap items-center gap-x-2">
            <span id="refusals">Refused attempts</span>
            <CountPill>{formatNumber(total)}</CountPill>
            <span className="text-xs font-normal text-fg-3">last 30 days, no uses spent</span>
          </span>
        }
      >
        {total > 0 ? (
          <TextLink
            href={auditOfKeyHref({ id }, ["enrollment.refused"])}
            prefetch={false}
            className="text-xs whitespace-nowrap"
          >
            Audit log
          </TextLink>
        ) : null}
      </CardHeader>
      {total === 0 ? (
        <p className="px-4 py-6 text-center text-fg-3">Nothing was refused with this key.</p>
      ) : (
        <ul>
          {refusals.map((refusal) => (
            <Refused key={refusal.code} refusal={refusal} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function Refused({ refusal: { code, title, remedy, attempts, lastAt, lastIp } }: { refusal: KeyRefusals }) {
  return (
    <li className="flex gap-4 border-t px-4 py-2.5 first:border-t-0">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
          <ReasonCode>{code}</ReasonCode>
          <span>{title}.</span>
        </p>
        <p className="mt-1 text-xs text-fg-3">
          {remedy ? `${remedy} ` : ""}
          <span className="whitespace-nowrap">
            Last seen <RelativeTime at={lastAt} /> from <code className="font-mono text-2xs text-fg-2">{lastIp}</code>
          </span>
        </p>
      </div>
      <p className="shrink-0 text-right font-medium tabular-nums">{formatCount(attempts, "time")}</p>
    </li>
  );
}
