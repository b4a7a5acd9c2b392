import { Banner } from "@/components/ui/banner";
import { formatNumber } from "@/lib/format/number";
import type { AttemptResult } from "@/lib/services/webhook/attempt";

/** What the receiver really answered. */
export function AttemptBanner({ result }: { result: AttemptResult | { failure: string } }) {
  if ("failure" in result) {
    return (
      <Banner tone="bad" role="alert" title="Not sent.">
        {result.failure}
      </Banner>
    );
  }
  const { state, status, error, answer, milliseconds } = result;
  return (
    <Banner
      tone={state === "delivered" ? "ok" : "bad"}
      role={state === "delivered" ? "status" : "alert"}
      title={state === "delivered" ? "Delivered." : "Not delivered."}
    >
      {error ?? `The receiver answered ${status}`} {error ? null : `in ${formatNumber(milliseconds)} ms.`}
      {answer ? <code className="mt-1 block font-mono text-xs break-all">{answer}</code> : null}
    </Banner>
  );
}
