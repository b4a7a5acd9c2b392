import { Copy, Download, Eye, KeyRound, RefreshCw } from "lucide-react";
import { RelativeTime } from "@/components/relative-time";
import { Card, CardHeader } from "@/components/ui/card";
import { TextLink } from "@/components/ui/text-link";
import { formatCount, formatNumber } from "@/lib/format/number";
import { KEY_FILE_LABELS } from "@/lib/recipes/key-file-labels";
import type { KeyLedger, LedgerEntry } from "@/lib/services/provisioning-keys/activity/list-ledger";
import { auditOfKeyHref } from "../../../_components/entity-links";

const ACTIONS = ["key.created", "key.rotated", "key.revealed", "key.copied", "key.downloaded"] as const;
const ICONS = {
  "key.created": KeyRound,
  "key.rotated": RefreshCw,
  "key.revealed": Eye,
  "key.copied": Copy,
  "key.downloaded": Download,
} as const;

function describeEntry({ action, format, isUser }: LedgerEntry): string {
  switch (action) {
    case "key.created":
      return isUser ? "created it and saw it" : "created it";
    case "key.rotated":
      return "rotated it and saw the new string";
    case "key.revealed":
      return "revealed it for 30 s";
    case "key.copied":
      return "copied it";
    case "key.downloaded": {
      const labels: Partial<Record<string, string>> = KEY_FILE_LABELS;
      const label = format === null ? "" : (labels[format] ?? format);
      return `downloaded it${label && ` as ${label.replace(/^(Plain|Env)/, (word) => word.toLowerCase())}`}`;
    }
  }
}

/** Who got to see the key's string. */
export function LedgerCard({ id, ledger }: { id: string; ledger: KeyLedger }) {
  const { entries, total, people } = ledger;
  return (
    <Card aria-labelledby="ledger">
      <CardHeader title={<span id="ledger">Ledger</span>}>
        <span className="text-xs text-fg-3">
          {people === 0 ? "Seen by nobody" : `Seen by ${formatCount(people, "person", "people")}`}
        </span>
      </CardHeader>
      {entries.length === 0 ? (
        <p className="px-4 py-6 text-center text-fg-3">Nobody has revealed, copied or downloaded this key.</p>
      ) : (
        <ul className="px-4">
          {entries.map((entry) => (
            <Entry key={entry.seq} entry={entry} />
          ))}
        </ul>
      )}
      {total > 0 ? (
        <p className="border-t px-4 py-2.5 text-xs">
          <TextLink href={auditOfKeyHref({ id }, ACTIONS)} prefetch={false}>
            {total > entries.length ? `View all ${formatNumber(total)} in the audit log` : "View in the audit log"}
          </TextLink>
        </p>
      ) : null}
    </Card>
  );
}

function Entry({ entry }: { entry: LedgerEntry }) {
  const Icon = ICONS[entry.action];
  return (
    <li className="flex gap-2.5 border-t py-2.5 first:border-t-0">
      <Icon aria-hidden className="mt-0.5 size-3.5 shrink-0 text-fg-3" />
      <div className="min-w-0 flex-1">
        <p className="leading-4.5 [overflow-wrap:anywhere]">
          <span className="font-medium">{entry.actorName}</span>{" "}
          <span className="text-fg-2">{describeEntry(entry)}</span>
        </p>
        <p className="text-xs text-fg-3">{entry.ip ?? (entry.isUser ? "Unknown address" : "On this server")}</p>
      </div>
      <RelativeTime at={entry.at} className="shrink-0 text-xs whitespace-nowrap text-fg-3" />
    </li>
  );
}
