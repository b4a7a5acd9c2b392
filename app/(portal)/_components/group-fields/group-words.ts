import { type CreateGroupInput, UPDATE_STEP_MINUTES } from "@/lib/services/connector-groups/schema";

const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

export const DNS_WORDS: Record<CreateGroupInput["dnsResolution"], string> = {
  IPV4_AND_IPV6: "IPv4 and IPv6",
  IPV4: "IPv4",
  IPV6: "IPv6",
};

export const VERSION_PROFILE_WORDS: Record<CreateGroupInput["versionProfile"], string> = {
  DEFAULT: "Default",
  PREVIOUS_DEFAULT: "Previous Default",
  NEW_RELEASE: "New Release",
};

/** Days of the update schedule as choices; 0 is Sunday. */
export const DAY_OPTIONS = DAYS.map((label, day) => ({ value: String(day), label }));

/** Times of the update schedule as choices: every quarter of an hour. */
export const TIME_OPTIONS = Array.from({ length: (24 * 60) / UPDATE_STEP_MINUTES }, (_, step) => {
  const minute = step * UPDATE_STEP_MINUTES;
  return { value: String(minute), label: formatMinute(minute) };
});

/** In: minutes after midnight. Out: 18:30. */
export function formatMinute(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}

/** In: day and minute of the update schedule. Out: "Sunday 18:30 UTC". */
export function formatSchedule({
  updateDay,
  updateMinute,
}: Pick<CreateGroupInput, "updateDay" | "updateMinute">): string {
  return `${DAYS[updateDay] ?? ""} ${formatMinute(updateMinute)} UTC`;
}
