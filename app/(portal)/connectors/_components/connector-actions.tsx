"use client";

import { ActionLink } from "@/components/data-table/action-link";
import { IconLink } from "@/components/data-table/icon-link";
import { type ListLocation, patchLocation } from "@/components/data-table/list-location";
import { Button } from "@/components/ui/button";
import { Glyph } from "@/components/ui/glyph";
import type { ConnectorRow } from "@/lib/services/connectors/connector-row";
import { verbsFor } from "./connector-verbs";

type ConnectorActionsProps = { connector: ConnectorRow; list: ListLocation };

/** What can be done to a connector, at the end of its row. */
export function ConnectorActions({ connector, list }: ConnectorActionsProps) {
  return (
    <span className="flex justify-end">
      {verbsFor(connector).map(({ verb, word, glyph, isDanger }) => (
        <IconLink
          key={verb}
          href={patchLocation(list, { [verb]: connector.id })}
          label={`${word} ${connector.name}`}
          tooltip={word}
          icon={glyph}
          {...(isDanger && { tone: "danger" as const })}
          {...(verb === "delete" && { "data-row-action": "delete" })}
        />
      ))}
    </span>
  );
}

/** The same where rows are cards: words below the details. */
export function ConnectorCardActions({ connector, list }: ConnectorActionsProps) {
  return (
    <div className="flex flex-wrap gap-2">
      {verbsFor(connector).map(({ verb, word, glyph, isDanger }) => (
        <Button
          key={verb}
          asChild
          icon={<Glyph name={glyph} className="size-3.5" />}
          {...(isDanger && { variant: "danger-quiet" as const })}
        >
          <ActionLink href={patchLocation(list, { [verb]: connector.id })} aria-label={`${word} ${connector.name}`}>
            {verb === "edit" ? word : `${word}…`}
          </ActionLink>
        </Button>
      ))}
    </div>
  );
}
