"use client";

import type { ListLocation } from "@/components/data-table/list-location";
import { AbsoluteTime } from "@/components/relative-time";
import { KeyValues } from "@/components/ui/card";
import { TextLink } from "@/components/ui/text-link";
import { formatCount, formatNumber } from "@/lib/format/number";
import type { DeletedKeyRow } from "@/lib/services/deleted-keys/deleted-key-row";
import { DeletedKeyActions } from "./deleted-key-actions";

/** What an expanded row shows. */
export function DeletedKeyDetails({ row, list }: { row: DeletedKeyRow; list: ListLocation | undefined }) {
  return (
    <>
      <section>
        <h2>Key</h2>
        <KeyValues>
          <dt>Fingerprint</dt>
          <dd>
            <code className="font-mono text-2xs">{row.fingerprint}</code>
          </dd>
          <dt>Group</dt>
          <dd>{row.groupName}</dd>
          <dt>Used</dt>
          <dd>
            {formatNumber(row.used)} of {row.maximum === null ? "Unlimited" : formatNumber(row.maximum)}
          </dd>
        </KeyValues>
      </section>
      <section>
        <h2>Deletion</h2>
        <KeyValues>
          <dt>Deleted by</dt>
          <dd>{row.deletedByName ?? "Unknown"}</dd>
          <dt>Deleted</dt>
          <dd>
            <AbsoluteTime at={row.deletedAt} />
          </dd>
          <dt>Restorable until</dt>
          <dd>
            <AbsoluteTime at={row.restorableUntil} until />
          </dd>
          <dt>History</dt>
          <dd>
            <TextLink href={`/audit-log?filter=targetId:any:${row.id}`} prefetch={false}>
              Audit log of this key
            </TextLink>
          </dd>
        </KeyValues>
      </section>
      <section>
        <h2>What came of it</h2>
        <p className="text-fg-2">
          {row.connectors === 0 ? (
            "No App Connector that enrolled with it works any more."
          ) : (
            <>
              <TextLink href={`/connectors?filter=key:any:${row.id}`} prefetch={false}>
                {formatCount(row.connectors, "App Connector")}
              </TextLink>{" "}
              that enrolled with it {row.connectors === 1 ? "goes" : "go"} on working.
            </>
          )}
        </p>
      </section>
      {list ? (
        <section className="md:hidden">
          <DeletedKeyActions row={row} list={list} />
        </section>
      ) : null}
    </>
  );
}
