import { AbsoluteTime, RelativeTime } from "@/components/relative-time";
import { formatNumber } from "@/lib/format/number";
import type { KeySecret } from "@/lib/services/provisioning-keys/rotation/read";

/** While a key is being rotated two strings work: which they are, until when, and whether the old one is still used. */
export function KeyStrings({ secrets }: { secrets: readonly KeySecret[] }) {
  const accepted = secrets.filter(({ isAccepted }) => isAccepted);
  if (accepted.length < 2) return null;
  return (
    <ul aria-label="Key strings that work" className="flex flex-col gap-2.5 border-t pt-3 text-xs text-fg-3">
      {accepted.map((secret) => (
        <li key={secret.fingerprint}>
          <code className="font-mono text-fg-2">{secret.fingerprint}</code>{" "}
          {secret.validUntil === null ? (
            <>
              is the current string, made <RelativeTime at={secret.createdAt} />.
            </>
          ) : (
            <>
              works until <AbsoluteTime at={secret.validUntil} until />. Since it was replaced it was used{" "}
              {secret.usesSinceReplaced === 0 ? "never" : `${formatNumber(secret.usesSinceReplaced)} times`}.
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
