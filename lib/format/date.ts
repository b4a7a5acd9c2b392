const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** What the formatters accept: a Date, an ISO 8601 string or milliseconds since the epoch. */
export type Instant = Date | string | number;

type Parts = { year: string; month: string; day: string; hour: string; minute: string; second: string };

const formatters = new Map<string, Intl.DateTimeFormat>();

// Making a formatter costs far more than using one, and a table formats hundreds of dates.
function formatterFor(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone,
    calendar: "gregory",
    numberingSystem: "latn",
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  formatters.set(timeZone, made);
  return made;
}

/** Milliseconds since the epoch; throws RangeError when the text is no date. */
export function toMillis(at: Instant): number {
  const millis = at instanceof Date ? at.getTime() : typeof at === "number" ? at : Date.parse(at);
  if (Number.isNaN(millis)) throw new RangeError("not a date");
  return millis;
}

function partsOf(at: Instant, timeZone: string): Parts {
  const parts: Parts = { year: "", month: "", day: "", hour: "", minute: "", second: "" };
  for (const { type, value } of formatterFor(timeZone).formatToParts(toMillis(at))) {
    if (type in parts) parts[type as keyof Parts] = value;
  }
  return parts;
}

/** "23 Nov 2026" in the given IANA zone. */
export function formatDate(at: Instant, timeZone = "UTC"): string {
  const { year, month, day } = partsOf(at, timeZone);
  return `${day} ${MONTHS[Number(month) - 1]} ${year}`;
}

/** "23 Nov 2026, 19:58" in the given IANA zone, 24-hour clock. */
export function formatDateTime(at: Instant, timeZone = "UTC"): string {
  const { hour, minute } = partsOf(at, timeZone);
  return `${formatDate(at, timeZone)}, ${hour}:${minute}`;
}

/** The tooltip form, to the second with the zone, and UTC beside it when the zone is another. */
export function formatExact(at: Instant, timeZone = "UTC"): string {
  const local = `${formatDateTime(at, timeZone)}:${partsOf(at, timeZone).second} ${timeZone}`;
  return timeZone === "UTC" ? local : `${local} (${formatDateTime(at, "UTC")}:${partsOf(at, "UTC").second} UTC)`;
}

/** Number of the calendar day in the zone, so that two instants can be compared by day. */
export function calendarDay(at: Instant, timeZone = "UTC"): number {
  const { year, month, day } = partsOf(at, timeZone);
  return Math.round(Date.UTC(Number(year), Number(month) - 1, Number(day)) / 86_400_000);
}
