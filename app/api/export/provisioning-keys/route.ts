import { AppError } from "@/lib/errors";
import { route } from "@/lib/http/route";
import { EXPORT_FORMATS } from "@/lib/services/provisioning-keys/export/schema";
import { exportKeys } from "@/lib/services/provisioning-keys/export-keys";
import { parseListParams } from "@/lib/services/provisioning-keys/schema";

const TYPES = { csv: "text/csv; charset=utf-8; header=present", jsonl: "application/jsonl; charset=utf-8" } as const;

/** Streams the list of an address as CSV or JSONL: `?format=csv` and the list's own search, filter and sort parameters. */
export const GET = route(async (actor, request) => {
  const { searchParams } = new URL(request.url);
  const format = EXPORT_FORMATS.find((known) => known === searchParams.get("format"));
  if (!format) throw new AppError("invalid", "Choose the format csv or jsonl.");
  const names = [...new Set(searchParams.keys())];
  const params = Object.fromEntries(
    names.map((name) => {
      const all = searchParams.getAll(name);
      return [name, all.length === 1 ? all[0] : all];
    }),
  );
  const { q, filters, sort } = parseListParams(params);
  const pieces = await exportKeys(actor, { q, filters, sort, format });
  return new Response(streamText(pieces), {
    headers: {
      "content-type": TYPES[format],
      "content-disposition": `attachment; filename="provisioning-keys-${new Date().toISOString().slice(0, 10)}.${format}"`,
      "x-content-type-options": "nosniff",
    },
  });
});

/** Reads the next piece only when the client took the one before, and stops reading when it goes away. */
function streamText(pieces: AsyncIterable<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const iterator = pieces[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}
