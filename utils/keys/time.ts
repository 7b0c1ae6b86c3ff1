/** One minute, in ms. */
export const MINUTE = 60_000;
/** One hour, in ms. */
export const HOUR = 60 * MINUTE;
/** One day of 24 hours, in ms. Singapore has no daylight saving, so its calendar days are all this long. */
export const DAY = 24 * HOUR;

const SINGAPORE_OFFSET = 8 * HOUR;

/** The number of the calendar day in Singapore (SGT, UTC+8) on which the instant `at` (ms) falls. Days count up by 1. */
export function singaporeDay(at: number): number {
  return Math.floor((at + SINGAPORE_OFFSET) / DAY);
}

/** The instant (ms) at which a Singapore calendar day, numbered as by {@link singaporeDay}, begins. */
export function startOfSingaporeDay(day: number): number {
  return day * DAY - SINGAPORE_OFFSET;
}
