import { CountPill } from "@/components/ui/badge";
import { formatTotal, type ListCount, roundCount } from "@/lib/table/count";

type KeysCountProps = {
  /** How many the list shows. */
  shown: Promise<ListCount>;
  /** How many there are without search and filters; null while neither is set. */
  whole: Promise<ListCount> | null;
};

/** The number beside the title: "24", "3 of 24", "about 1,000,000". */
export async function KeysCount({ shown, whole }: KeysCountProps) {
  const [count, all] = await Promise.all([shown, whole]);
  return (
    <CountPill>
      <span>
        {formatTotal(count)}
        {all ? ` of ${formatTotal(all)}` : null}
        <span className="sr-only">{roundCount(all ?? count) === 1 ? " key" : " keys"}</span>
      </span>
    </CountPill>
  );
}
