import "server-only";

const DAY = 86_400_000;
const MINUTE = 60_000;

/** In: a weekly schedule (0 = Sunday, minutes after midnight, UTC) and the time now. Out: when it comes next, after now. */
export function findNextUpdate(schedule: { updateDay: number; updateMinute: number }, now: Date): Date {
  const midnight = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate());
  const days = (schedule.updateDay - now.getUTCDay() + 7) % 7;
  const next = midnight + days * DAY + schedule.updateMinute * MINUTE;
  return new Date(next > now.getTime() ? next : next + 7 * DAY);
}
