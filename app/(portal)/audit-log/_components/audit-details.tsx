"use client";

import { KeyValues } from "@/components/ui/card";
import { TextLink } from "@/components/ui/text-link";
import type { AuditLine } from "./audit-table";
import { compareFields, describeNoAddress } from "./audit-words";

/** The fields an event wrote, before and after, and the request it came with. */
export function AuditDetails({ event }: { event: AuditLine }) {
  const changes = compareFields(event.before, event.after);
  const hasBefore = event.before !== null;
  return (
    <>
      <section>
        <h2>{hasBefore ? "Before and after" : "Details"}</h2>
        {changes.length === 0 ? (
          <p className="text-fg-3">Nothing else was written.</p>
        ) : (
          <table className="w-full table-fixed [&_:is(td,th)]:py-0.5 [&_:is(td,th)]:pr-4 [&_:is(td,th)]:text-left [&_:is(td,th)]:align-top [&_:is(td,th)]:font-normal [&_td]:[overflow-wrap:anywhere]">
            <thead className={hasBefore ? "text-fg-3" : "sr-only"}>
              <tr>
                <th scope="col" className="w-1/3">
                  Field
                </th>
                {hasBefore ? <th scope="col">Before</th> : null}
                <th scope="col">After</th>
              </tr>
            </thead>
            <tbody>
              {changes.map(({ field, before, after }) => (
                <tr key={field}>
                  <th scope="row" className="text-fg-3">
                    {field}
                  </th>
                  {hasBefore ? <td className="text-fg-2">{before ?? ""}</td> : null}
                  <td>{after ?? ""}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
      <section>
        <h2>Request</h2>
        <KeyValues>
          <dt>Event</dt>
          <dd>
            {event.action}, no. {event.seq}
          </dd>
          {event.targetId ? (
            <>
              <dt>Target id</dt>
              <dd>
                <code className="font-mono text-2xs">{event.targetId}</code>{" "}
                <span className="flex flex-wrap gap-x-3">
                  <TextLink href={`/audit-log?filter=targetId:any:${event.targetId}`}>All its events</TextLink>
                  {event.href ? <TextLink href={event.href}>Show {event.targetName}</TextLink> : null}
                </span>
              </dd>
            </>
          ) : null}
          {event.requestId ? (
            <>
              <dt>Request</dt>
              <dd className="font-mono text-2xs">{event.requestId}</dd>
            </>
          ) : null}
          <dt>Address</dt>
          <dd>{event.ip ?? describeNoAddress(event.actorType)}</dd>
          {event.userAgent ? (
            <>
              <dt>Client</dt>
              <dd>{event.userAgent}</dd>
            </>
          ) : null}
        </KeyValues>
      </section>
    </>
  );
}
