import { RelativeTime } from "@/components/relative-time";
import { StatusBadge } from "@/components/status-badge";
import { CountPill } from "@/components/ui/badge";
import { Card, CardHeader } from "@/components/ui/card";
import { TextLink } from "@/components/ui/text-link";
import { formatNumber } from "@/lib/format/number";
import type { KeyConnectors } from "@/lib/services/provisioning-keys/activity/list-connectors";
import type { KeyDetail } from "@/lib/services/provisioning-keys/get";
import { connectorsOfKeyHref } from "../../../_components/entity-links";
import { NoRows, PlainCell, PlainRow, PlainTable } from "./plain-table";

const COLUMNS = [
  { label: "Name" },
  { label: "Connection", className: "w-44 @max-[540px]:w-38" },
  { label: "Address", className: "w-32 @max-[660px]:hidden" },
  { label: "Certificate", className: "w-32 @max-[540px]:hidden" },
  { label: "Enrolled", className: "w-26 text-right @max-[420px]:hidden" },
];

/** "4E:90:…:A1": both ends of a serial number. */
function shortSerial(serial: string): string {
  const pairs = (serial.toUpperCase().match(/../gu) ?? []).map(String);
  return `${pairs.slice(0, 2).join(":")}:…:${pairs.at(-1) ?? ""}`;
}

/** The App Connectors that enrolled with the key last, and the way to all of them. */
export function ConnectorsCard({ detail, connectors }: { detail: KeyDetail; connectors: KeyConnectors }) {
  const { rows, deleted } = connectors;
  const { enrolled } = detail.connectors;
  return (
    <Card aria-labelledby="connectors" className="@container">
      <CardHeader
        title={
          <span className="flex flex-wrap items-center gap-x-2">
            <span id="connectors">Connectors enrolled</span>
            <CountPill>{formatNumber(enrolled)}</CountPill>
            {deleted > 0 ? (
              <span className="text-xs font-normal text-fg-3">
                {formatNumber(deleted)} of {formatNumber(enrolled + deleted)} {deleted === 1 ? "was" : "were"} deleted
              </span>
            ) : null}
          </span>
        }
      >
        {enrolled > 0 ? (
          <TextLink href={connectorsOfKeyHref(detail)} prefetch={false} className="text-xs whitespace-nowrap">
            View all
          </TextLink>
        ) : null}
      </CardHeader>
      {rows.length === 0 ? (
        <NoRows>
          {deleted > 0
            ? "Every App Connector that enrolled with this key was deleted."
            : "No App Connector has enrolled with this key."}
        </NoRows>
      ) : (
        <PlainTable caption="App Connectors enrolled with this key" columns={COLUMNS}>
          {rows.map((row) => (
            <PlainRow key={row.id}>
              <PlainCell>
                <TextLink
                  variant="name"
                  href={connectorsOfKeyHref(detail, row)}
                  prefetch={false}
                  className="block truncate"
                  title={row.name}
                >
                  {row.name}
                </TextLink>
              </PlainCell>
              <PlainCell>
                <StatusBadge status={row.status} />
              </PlainCell>
              <PlainCell className="font-mono text-xs text-fg-2 @max-[660px]:hidden">
                {row.address ?? "Unknown"}
              </PlainCell>
              <PlainCell className="font-mono text-xs text-fg-2 @max-[540px]:hidden" title={row.serial ?? undefined}>
                {row.serial === null ? <span className="font-sans">None yet</span> : shortSerial(row.serial)}
              </PlainCell>
              <PlainCell className="text-right text-fg-2 @max-[420px]:hidden">
                <RelativeTime at={row.enrolledAt} />
              </PlainCell>
            </PlainRow>
          ))}
        </PlainTable>
      )}
    </Card>
  );
}
