import { Banner } from "@/components/ui/banner";
import { KeyValues } from "@/components/ui/card";
import type { Thresholds } from "@/lib/services/notifications/schema";
import { describeThreshold, labelThreshold, THRESHOLD_NAMES } from "./threshold-words";

/** The thresholds for those who may only read them. */
export function ThresholdsView({ thresholds }: { thresholds: Thresholds }) {
  return (
    <>
      <Banner tone="plain">Only an Owner can change these settings.</Banner>
      <KeyValues className="grid-cols-[minmax(0,1fr)_minmax(0,1fr)] gap-y-3">
        {THRESHOLD_NAMES.map((name) => (
          <div key={name} className="contents">
            <dt>{labelThreshold(name)}</dt>
            <dd>{describeThreshold(name, thresholds)}</dd>
          </div>
        ))}
      </KeyValues>
    </>
  );
}
