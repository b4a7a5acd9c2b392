import { RelativeTime } from "@/components/relative-time";
import { TextLink } from "@/components/ui/text-link";
import { formatCount } from "@/lib/format/number";
import type { KeySecret } from "@/lib/services/provisioning-keys/rotation/read";

/** Who still uses a string that was replaced: the newest App Connectors that enrolled with it since. */
export function OldStringUse({ old }: { old: KeySecret }) {
  if (old.usesSinceReplaced === 0) return <p>Nobody has used it since it was replaced.</p>;
  const rest = old.usesSinceReplaced - old.recent.length;
  return (
    <>
      <p>{formatCount(old.usesSinceReplaced, "App Connector")} enrolled with it since it was replaced:</p>
      <ul aria-label="Enrolled with the old string" className="mt-1 flex flex-col gap-1">
        {old.recent.map(({ connectorId, name, hostname, ip, at }) => (
          <li key={connectorId} className="flex items-baseline gap-2">
            <span className="min-w-0 flex-1">
              <TextLink variant="quiet" href={`/connectors?q=${encodeURIComponent(name)}`} prefetch={false}>
                {name}
              </TextLink>{" "}
              <span className="[overflow-wrap:anywhere]">
                {hostname ? `${hostname}, ` : ""}
                {ip}
              </span>
            </span>
            <RelativeTime at={at} className="shrink-0" />
          </li>
        ))}
        {rest > 0 ? <li>and {formatCount(rest, "earlier one")}</li> : null}
      </ul>
    </>
  );
}
