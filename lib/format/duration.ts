const UNITS = [
  ["d", 86_400],
  ["h", 3_600],
  ["min", 60],
  ["s", 1],
] as const;

/** A length of time in its two largest units: 273,900 s → "3 d 4 h". */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const at = UNITS.findIndex(([, size]) => whole >= size);
  if (at === -1) return "0 s";
  let left = whole;
  return UNITS.slice(at, at + 2)
    .map(([unit, size], place) => {
      const count = Math.floor(left / size);
      left -= count * size;
      return count === 0 && place > 0 ? "" : `${count} ${unit}`;
    })
    .join(" ")
    .trim();
}
