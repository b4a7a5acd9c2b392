/**
 * Text in the repository speaks of the product only: no path of somebody's machine, no number of a tracker, no
 * mention of how or with what a text was written.
 *
 * Reason: such words mean nothing to the next reader, and a path that exists on one machine only breaks on all others.
 */
const PATTERNS = [
  [/(?<![\w./@:-])\/(?:home|Users)\/[\w.-]+/g, "a home directory of one machine"],
  [/(?<![\w./@:-])\/work\/[\w.-]*/g, "a folder of one machine"],
  [/(?<![\w./@:-])\/tmp\/[\w.-]+/g, "a scratch folder of one machine"],
  [/\b[A-Z]:\\Users\\/g, "a home directory of one machine"],
  [/(?:^|[\s(`"'])(?:\.\.\/)+shared\//g, "a folder outside the repository"],
  [/\b(?:issues?|tickets?)\s+#?\d+\b|\b(?:see|fix|fixes|fixed|closes?|closed|bug)\s+#\d+\b/gi, "a number of a tracker"],
  [
    /\bco-authored-by\b|\b(?:written|generated|assisted) (?:by|with) an? (?:assistant|model|agent)\b/gi,
    "how a text was written",
  ],
  [/(?<![\w+/=.-])(?:A\.?I\.?|L{2}Ms?|[Cc]hat ?bots?|language models?)(?![\w+/=-])/g, "how a text was written"],
];
const SKIPPED = /^(?:tools\/lint\/rules\/own-words\.mjs|package-lock\.json|LICENSE)$/;

export function appliesTo(path) {
  return !SKIPPED.test(path);
}

export function* check(file) {
  for (const [pattern, what] of PATTERNS) {
    for (const match of file.text.matchAll(pattern))
      yield { at: match.index, message: `names ${what}: "${match[0].trim()}"` };
  }
}
