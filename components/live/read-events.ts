/** More than any event of ours has: a stream that is something else does not fill the memory. */
const LONGEST_BLOCK = 10_000;

/**
 * Reads server-sent events as they come (the fields "event" and comments; HTML Standard 9.2.6).
 * In: the body of the answer. Out: the name of each event, "" for a comment. Throws what the connection throws.
 */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<string, void, undefined> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      text += decoder.decode(value, { stream: true });
      const blocks = text.split("\n\n");
      text = blocks.pop() ?? "";
      if (text.length > LONGEST_BLOCK) throw new Error("not an event stream");
      for (const block of blocks) yield /^event: ?(.*)$/m.exec(block)?.[1] ?? "";
    }
  } finally {
    reader.releaseLock();
  }
}
