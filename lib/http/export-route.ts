import "server-only";
import { AppError } from "@/lib/errors";
import { route } from "@/lib/http/route";
import type { UserActor } from "@/lib/services/actor";
import type { List } from "@/lib/table/define-list";
import { EXPORT_FORMATS, type ExportFormat, type ListQuery, type Params } from "@/lib/table/list";

const TYPES = { csv: "text/csv; charset=utf-8; header=present", jsonl: "application/jsonl; charset=utf-8" } as const;

/**
 * The handler that streams a list as CSV or JSONL: `?format=csv` and the list's own search, filter and sort parameters.
 * In: the name of the file, the list, the verb that exports. Out: the handler.
 */
export function exportRoute<Column extends string>(
  name: string,
  list: List<Column>,
  run: (actor: UserActor, input: ListQuery<Column> & { format: ExportFormat }) => Promise<AsyncIterable<string>>,
) {
  return route(async (actor, request) => {
    const { searchParams } = new URL(request.url);
    const format = EXPORT_FORMATS.find((known) => known === searchParams.get("format"));
    if (!format) throw new AppError("invalid", "Choose the format csv or jsonl.");
    const { q, filters, sort } = list.parse(readParams(searchParams)).input;
    const pieces = await run(actor, { q, filters, sort, format });
    return new Response(streamText(pieces), {
      headers: {
        "content-type": TYPES[format],
        "content-disposition": `attachment; filename="${name}-${new Date().toISOString().slice(0, 10)}.${format}"`,
        "x-content-type-options": "nosniff",
      },
    });
  });
}

function readParams(searchParams: URLSearchParams): Params {
  const names = [...new Set(searchParams.keys())];
  return Object.fromEntries(
    names.map((name) => {
      const all = searchParams.getAll(name);
      return [name, all.length === 1 ? all[0] : all];
    }),
  );
}

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
