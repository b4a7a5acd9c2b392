import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { AbsoluteTime, RelativeTime } from "@/components/relative-time";
import { Pill, type PillTone } from "@/components/ui/badge";
import { buttonVariants } from "@/components/ui/button-variants";
import { Card, CardHeader } from "@/components/ui/card";
import { formatCount, formatNumber } from "@/lib/format/number";
import type { AttemptDto, DeliveryDto, DeliveryPage } from "@/lib/services/webhook/list-deliveries";
import type { DeliveryState } from "@/lib/services/webhook/schema";
import { SendAgain } from "./send-again";

const PATH = "/settings/notifications";
const STATES: Record<DeliveryState, { label: string; tone: PillTone }> = {
  waiting: { label: "Waiting", tone: "info" },
  delivered: { label: "Delivered", tone: "ok" },
  failed: { label: "Failed", tone: "bad" },
  dropped: { label: "Dropped", tone: "plain" },
};

type DeliveryLogProps = { log: DeliveryPage; isFirst: boolean; canSend: boolean };

/** What became of each message, with every attempt. */
export function DeliveryLog({ log: { rows, next }, isFirst, canSend }: DeliveryLogProps) {
  return (
    <Card>
      <CardHeader title="Delivery log">
        <Link href={PATH} className={buttonVariants({ variant: "quiet", size: "sm" })}>
          {isFirst ? "Refresh" : "Newest"}
        </Link>
      </CardHeader>
      {rows.length === 0 ? (
        <p className="px-4 py-6 text-center text-fg-3">
          Nothing was sent yet. Send a test to see what the receiver answers.
        </p>
      ) : (
        <ul aria-label="Delivery log" className="divide-y">
          {rows.map((delivery) => (
            <Delivery key={delivery.id} delivery={delivery} canSend={canSend} />
          ))}
        </ul>
      )}
      {next === null ? null : (
        <div className="flex justify-end border-t px-4 py-2">
          <Link href={`${PATH}?before=${next}`} rel="next" className={buttonVariants({ variant: "quiet", size: "sm" })}>
            Older <ChevronRight />
          </Link>
        </div>
      )}
    </Card>
  );
}

function Delivery({ delivery, canSend }: { delivery: DeliveryDto; canSend: boolean }) {
  const { id, event, text, state, attempts, nextTryAt, createdAt, results } = delivery;
  const last = results[0];
  return (
    <li className="flex flex-col gap-1.5 px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <Pill tone={STATES[state].tone}>{STATES[state].label}</Pill>
        <code className="font-mono text-xs text-fg-2">{event}</code>
        <RelativeTime at={createdAt} className="ml-auto text-xs text-fg-3" />
      </div>
      <p className="[overflow-wrap:anywhere]">{text}</p>
      <div className="flex flex-wrap items-start gap-x-3 gap-y-1 text-xs text-fg-2">
        <details className="group min-w-0 flex-1">
          <summary className="flex min-h-6 cursor-pointer items-center gap-1 rounded-xs max-md:min-h-11">
            <ChevronRight className="size-3.5 transition-transform group-open:rotate-90" />
            <span>
              {attempts === 0 ? "Not tried yet" : formatCount(attempts, "attempt")}
              {last ? ` · ${last.error ?? `answered ${last.status}`}` : null}
            </span>
          </summary>
          <Attempts id={id} results={results} attempts={attempts} />
        </details>
        {canSend ? <SendAgain id={id} event={event} isWaiting={state === "waiting"} /> : null}
      </div>
      {nextTryAt && attempts > 0 ? (
        <p className="text-xs text-fg-3">
          Next attempt <AbsoluteTime at={nextTryAt} until />
        </p>
      ) : null}
    </li>
  );
}

function Attempts({ id, results, attempts }: { id: string; results: readonly AttemptDto[]; attempts: number }) {
  return (
    <div className="mt-1.5 flex flex-col gap-2 border-l pl-3">
      <p className="text-fg-3">
        webhook-id <code className="font-mono break-all">{id}</code>
      </p>
      {results.map((result) => (
        <p key={result.number} className="[overflow-wrap:anywhere]">
          <span className="font-medium">
            {result.number}. <AbsoluteTime at={result.at} />
          </span>{" "}
          {result.error ?? `Answered ${result.status}.`} {formatNumber(result.milliseconds)} ms · {result.shownUrl}
          {result.address ? ` at ${result.address}` : null}
          {result.answer ? <code className="mt-0.5 block font-mono break-all text-fg-3">{result.answer}</code> : null}
        </p>
      ))}
      {results.length < attempts ? (
        <p className="text-fg-3">An attempt without a result is under way, or its process was stopped.</p>
      ) : null}
    </div>
  );
}
