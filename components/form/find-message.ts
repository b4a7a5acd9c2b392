/** The first message in a tree of errors, as a list of values has one per entry. */
export function findMessage(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || error instanceof Node) return undefined;
  if ("message" in error && typeof error.message === "string" && error.message !== "") return error.message;
  for (const [key, inner] of Object.entries(error)) {
    const message = key === "ref" ? undefined : findMessage(inner);
    if (message) return message;
  }
  return undefined;
}
