export type Coordinates = { latitude: number; longitude: number };

/** Degrees with up to 6 decimals tell points 11 cm apart. */
const DECIMALS = 6;

const DECIMAL_PAIR = /^([+-]?\d{1,3}(?:\.\d+)?)\s*(?:[,;]\s*|\s+)([+-]?\d{1,3}(?:\.\d+)?)$/u;
const DEGREES = String.raw`(\d{1,3}(?:\.\d+)?)\s*°?\s*(?:(\d{1,2}(?:\.\d+)?)\s*['′]\s*)?(?:(\d{1,2}(?:\.\d+)?)\s*(?:"|″|'')\s*)?`;
const NAMED_PAIR = new RegExp(String.raw`^${DEGREES}([NS])\s*[,;]?\s*${DEGREES}([EW])$`, "iu");
/** `geo:` (RFC 5870) and the place in the address of a map: `/@52.37,4.9,12z`, `#map=12/52.37/4.9`, `?q=52.37,4.9`. */
const IN_ADDRESS =
  /(?:^geo:|[@=]|[#&]map=\d{1,2}(?:\.\d+)?\/)([+-]?\d{1,2}(?:\.\d+)?)[,/]([+-]?\d{1,3}(?:\.\d+)?)(?=$|[,;/?&#])/u;

/**
 * In: text that may be a point on the map, as people copy it: decimal degrees, degrees with minutes and seconds and their
 * side, or the address of a map. Out: the point, or null when it is none or lies off the globe.
 */
export function parseCoordinates(text: string): Coordinates | null {
  const trimmed = text.trim().replace(/[−–]/gu, "-");
  if (trimmed.length > 2_000) return null;
  const named = NAMED_PAIR.exec(trimmed);
  if (named) {
    const latitude = toDegrees(named[1], named[2], named[3]) * (/s/i.test(named[4] ?? "") ? -1 : 1);
    return check(latitude, toDegrees(named[5], named[6], named[7]) * (/w/i.test(named[8] ?? "") ? -1 : 1));
  }
  const pair = DECIMAL_PAIR.exec(trimmed) ?? (/^(?:geo|https?):/iu.test(trimmed) ? IN_ADDRESS.exec(trimmed) : null);
  return pair ? check(Number(pair[1]), Number(pair[2])) : null;
}

/** In: one coordinate as typed, also with a decimal comma. Out: its degrees, or NaN when it is no number. */
export function parseDegrees(text: string): number {
  const trimmed = text.trim().replace(/[−–]/gu, "-").replace(/°$/u, "").replace(",", ".");
  return /^[+-]?\d{1,4}(?:\.\d*)?$/u.test(trimmed) ? round(Number(trimmed)) : Number.NaN;
}

/** In: degrees. Out: the same to the 6 decimals that are kept. */
export function round(degrees: number): number {
  const rounded = Number(degrees.toFixed(DECIMALS));
  return rounded === 0 ? 0 : rounded;
}

function toDegrees(degrees = "0", minutes = "0", seconds = "0"): number {
  if (Number(minutes) >= 60 || Number(seconds) >= 60) return Number.NaN;
  return Number(degrees) + Number(minutes) / 60 + Number(seconds) / 3_600;
}

function check(latitude: number, longitude: number): Coordinates | null {
  if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) return null;
  return { latitude: round(latitude), longitude: round(longitude) };
}
