import "server-only";
import { z } from "zod";
import { verb } from "@/lib/services/verb";
import { DELIVERY_STATES, type DeliveryState } from "@/lib/services/webhook/schema";

export const DELIVERIES_PER_PAGE = 25;

export type AttemptDto = {
  number: number;
  at: string;
  milliseconds: number;
  status: number | null;
  error: string | null;
  answer: string | null;
  address: string | null;
  shownUrl: string;
};

export type DeliveryDto = {
  id: string;
  event: string;
  /** What the message says, in one sentence. */
  text: string;
  state: DeliveryState;
  /** How often it was tried; one that has no result among `results` is under way, or its process was killed. */
  attempts: number;
  nextTryAt: string | null;
  createdAt: string;
  results: AttemptDto[];
};

export type DeliveryPage = { rows: DeliveryDto[]; next: string | null };

/**
 * The log of messages, newest first, each with its attempts. In: where the page begins, null for the newest. Out: the page. Throws what
 * `verb` throws.
 */
export const listDeliveries = verb({
  permission: "webhook.write",
  effect: "read",
  input: z.strictObject({
    before: z
      .string()
      .regex(/^[1-9][0-9]{0,17}$/)
      .nullable(),
  }),
  run: async ({ input: { before }, tx }): Promise<DeliveryPage> => {
    const rows = await tx.webhookDelivery.findMany({
      ...(before !== null && { where: { seq: { lt: BigInt(before) } } }),
      orderBy: { seq: "desc" },
      take: DELIVERIES_PER_PAGE + 1,
      include: { results: { orderBy: { number: "desc" } } },
    });
    const shown = rows.slice(0, DELIVERIES_PER_PAGE);
    return {
      rows: shown.map((row) => ({
        id: row.id,
        event: row.event,
        text: readText(row.body),
        state: DELIVERY_STATES.find((state) => state === row.state) ?? "failed",
        attempts: row.attempts,
        nextTryAt: row.nextTryAt?.toISOString() ?? null,
        createdAt: row.createdAt.toISOString(),
        results: row.results.map(({ deliveryId: _id, at, ...result }) => ({ ...result, at: at.toISOString() })),
      })),
      next: rows.length > shown.length ? (shown.at(-1)?.seq.toString() ?? null) : null,
    };
  },
});

function readText(body: string): string {
  const { text } = JSON.parse(body) as { text?: unknown };
  return typeof text === "string" ? text.replace(/ https?:\S+$/, "") : "";
}
