const fold = (text: string) => text.normalize("NFKC").toLowerCase();

/** In: text as typed. Out: its words, ready to be looked for. */
export function wordsOf(text: string): string[] {
  return fold(text).split(/\s+/u).filter(Boolean);
}

/** Whether every word of `text` occurs somewhere in `haystack`; case and width do not matter. */
export function matchesText(haystack: string, text: string): boolean {
  const folded = fold(haystack);
  return wordsOf(text).every((word) => folded.includes(word));
}

export type Piece = { text: string; hit: boolean };

/** In: a label and text as typed. Out: the label in pieces, those that are meant marked: the text as a whole, else its words. */
export function splitMatches(label: string, text: string): Piece[] {
  const lower = label.toLowerCase();
  // Where lower case has another length, places in it say nothing about places in the label.
  if (lower.length !== label.length) return [{ text: label, hit: false }];
  const whole = text.trim().toLowerCase();
  const wanted = whole !== "" && lower.includes(whole) ? [whole] : wordsOf(text);
  const marked = new Array<boolean>(label.length).fill(false);
  for (const word of wanted) {
    const at = lower.indexOf(word);
    if (at >= 0) marked.fill(true, at, at + word.length);
  }
  const pieces: Piece[] = [];
  for (let from = 0; from < label.length; ) {
    let to = from + 1;
    while (to < label.length && marked[to] === marked[from]) to += 1;
    pieces.push({ text: label.slice(from, to), hit: marked[from] === true });
    from = to;
  }
  return pieces;
}
