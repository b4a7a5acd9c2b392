import "server-only";

/** What separates words in names, and what stands for it in searched texts: join_words() and audit_text() in the migrations. */
const SEPARATORS: Readonly<Record<string, string>> = { "-": "X", _: "Z", ".": "J", " ": "Q" };

/** In: a LIKE pattern for a searched text. Out: the same in the form in which searched texts are kept, separators as letters. */
export function joinWords(pattern: string): string {
  return pattern.replace(/[-_. ]/g, (separator) => SEPARATORS[separator] ?? separator);
}
