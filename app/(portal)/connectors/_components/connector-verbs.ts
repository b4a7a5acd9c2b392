import type { GlyphName } from "@/components/ui/glyph";
import type { ConnectorRow } from "@/lib/services/connectors/connector-row";
import type { ConnectorVerb } from "../search-params";

export type OfferedVerb = { verb: ConnectorVerb; word: string; glyph: GlyphName; isDanger: boolean };

const VERBS: Record<ConnectorVerb, OfferedVerb> = {
  approve: { verb: "approve", word: "Approve", glyph: "check", isDanger: false },
  decline: { verb: "decline", word: "Decline", glyph: "circle-x", isDanger: true },
  edit: { verb: "edit", word: "Edit", glyph: "pencil", isDanger: false },
  disable: { verb: "disable", word: "Disable", glyph: "circle-pause", isDanger: false },
  enable: { verb: "enable", word: "Enable", glyph: "circle-play", isDanger: false },
  revoke: { verb: "revoke", word: "Revoke", glyph: "shield-x", isDanger: true },
  delete: { verb: "delete", word: "Delete", glyph: "trash", isDanger: true },
};

/** In: a connector. Out: what can be done to it now, in the order in which it is offered. */
export function verbsFor({ status, enabled }: ConnectorRow): OfferedVerb[] {
  if (status === "pending") return [VERBS.approve, VERBS.decline, VERBS.edit, VERBS.delete];
  if (status === "refused" || status === "revoked") return [VERBS.edit, VERBS.delete];
  return [VERBS.edit, enabled ? VERBS.disable : VERBS.enable, VERBS.revoke, VERBS.delete];
}

/** In: a connector and what is asked for. Out: why that cannot be done now; undefined where it can. */
export function explainUnavailable(connector: ConnectorRow, verb: ConnectorVerb): string | undefined {
  if (verbsFor(connector).some((offered) => offered.verb === verb)) return undefined;
  const { name, status } = connector;
  if (status === "revoked") return `${name} was revoked. It can only be renamed or deleted.`;
  if (status === "refused") return `${name} was declined. It can only be renamed or deleted.`;
  if (status === "pending") return `${name} waits for approval. Approve or decline it first.`;
  if (verb === "enable" || verb === "disable") return `${name} is ${verb}d already.`;
  return `${name} does not wait for approval any more.`;
}
