import { AbsoluteTime, RelativeTime } from "@/components/relative-time";
import type { KeyRow } from "@/lib/services/provisioning-keys/key-row";
import type { KeySecret } from "@/lib/services/provisioning-keys/rotation/read";
import { EndGraceButton } from "../../_components/rotate/end-grace-button";
import { OldStringUse } from "../../_components/rotate/old-string-use";

type KeyStringsProps = { row: KeyRow; secrets: readonly KeySecret[] };

/** While a key is being rotated two strings work: which they are, until when, and who still uses the old one. */
export function KeyStrings({ row, secrets }: KeyStringsProps) {
  const current = secrets.find(({ validUntil }) => validUntil === null);
  const old = secrets.find(({ validUntil, isAccepted }) => validUntil !== null && isAccepted);
  if (!current || !old?.validUntil) return null;
  return (
    <section aria-label="Strings of a rotation" className="flex flex-col gap-2 border-t pt-3 text-xs text-fg-2">
      <p>
        <code className="font-mono">{current.fingerprint}</code> is the current string, made{" "}
        <RelativeTime at={current.createdAt} />.
      </p>
      <p>
        <code className="font-mono">{old.fingerprint}</code>, which it replaced, works until{" "}
        <AbsoluteTime at={old.validUntil} until />.
      </p>
      <OldStringUse old={old} />
      {row.canEdit ? (
        <div className="mt-1">
          <EndGraceButton id={row.id} name={row.name} old={old} />
        </div>
      ) : null}
    </section>
  );
}
