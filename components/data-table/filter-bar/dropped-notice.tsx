import { Banner } from "@/components/ui/banner";
import type { DroppedFilter } from "@/lib/table/filters-url";

const SHOWN = 3;

/** Says which filters were left out and why: quiet, since the list below is right for what is left. */
export function DroppedNotice({ title, dropped }: { title: string; dropped: readonly DroppedFilter[] }) {
  if (dropped.length === 0) return null;
  return (
    <Banner tone="plain" role="status" title={title} className="mx-(--gutter) mb-2.5 shrink-0">
      <ul className="text-fg-2">
        {dropped.slice(0, SHOWN).map(({ text, reason }) => (
          <li key={`${text}\n${reason}`}>
            <code className="font-mono text-2xs">{text === "" ? "(empty)" : text}</code>: {reason}.
          </li>
        ))}
        {dropped.length > SHOWN ? <li>And {dropped.length - SHOWN} more.</li> : null}
      </ul>
    </Banner>
  );
}
