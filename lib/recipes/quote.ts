/** Control, format and unpaired characters, and what ends a line: nothing that a recipe writes as it is. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]/gu;

function escapeUnit(character: string): string {
  return Array.from(
    { length: character.length },
    (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`,
  ).join("");
}

/** In: any text. Out: one line of it, fit to stand behind a comment sign. */
export function cleanComment(text: string): string {
  return text.replace(UNSEEN, " ").trim();
}

/** In: any text without NUL. Out: one word of a POSIX shell. */
export function quoteShell(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** In: any text. Out: a double-quoted scalar of YAML 1.2 on one line; it is JSON too. */
export function quoteYaml(text: string): string {
  return JSON.stringify(text).replace(UNSEEN, escapeUnit);
}

/** In: any text. Out: a string literal of HCL 2, in which nothing is a template; HCL has no half of a surrogate pair. */
export function quoteHcl(text: string): string {
  return quoteYaml(text.toWellFormed()).replace(/[$%](?=\{)/g, escapeUnit);
}

/** In: text that goes into a heredoc of HCL 2. Out: the same with nothing in it that is a template. */
export function escapeHclTemplate(text: string): string {
  return text.replace(/[$%](?=\{)/g, "$&$&");
}

/** In: any text. Out: a literal of PowerShell, which also takes typographic quotes for the end of one. */
export function quotePowershell(text: string): string {
  return `'${text.replace(/['\u2018-\u201b]/g, "$&$&")}'`;
}
