/** One minute, in ms. */
export const MINUTE = 60_000;
/** One hour, in ms. */
export const HOUR = 60 * MINUTE;
/** One day of 24 hours, in ms. Singapore has no daylight saving, so its calendar days are all this long. */
export const DAY = 24 * HOUR;

/** How far Singapore's clock is ahead of UTC, in ms. */
export const SINGAPORE_OFFSET = 8 * HOUR;

/** The number of the calendar day in Singapore (SGT, UTC+8) on which an instant (ms) falls. Days count up by 1. */
export function singaporeDay(instant: number): number {
  return Math.floor((instant + SINGAPORE_OFFSET) / DAY);
}

/** The instant (ms) at which a Singapore calendar day, numbered as by {@link singaporeDay}, begins. */
export function startOfSingaporeDay(day: number): number {
  return day * DAY - SINGAPORE_OFFSET;
}

/** The date of an instant (ms) in SGT, as a date field takes it: "2026-11-29". */
export function singaporeDate(instant: number): string {
  return isoInSingapore(instant).slice(0, 10);
}

/** The minute of an instant (ms) in SGT: "2026-11-29 18:00". */
export function singaporeMinute(instant: number): string {
  return isoInSingapore(instant).slice(0, 16).replace('T', ' ');
}

function isoInSingapore(instant: number): string {
  return new Date(instant + SINGAPORE_OFFSET).toISOString();
}

/**
 * The number of the calendar month in Singapore in which an instant (ms) falls. January of each year is a multiple of
 * 12.
 */
export function singaporeMonth(instant: number): number {
  const date = new Date(instant + SINGAPORE_OFFSET);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/** The instant (ms) at which a Singapore calendar month, numbered as by {@link singaporeMonth}, begins. */
export function startOfSingaporeMonth(month: number): number {
  return Date.UTC(Math.floor(month / 12), month % 12) - SINGAPORE_OFFSET;
}

/** An instant (ms) with day and month of its date in Singapore swapped; `undefined` if there is no such date. */
export function swappedDay(instant: number): number | undefined {
  const date = new Date(instant + SINGAPORE_OFFSET);
  const [month, day] = [date.getUTCMonth() + 1, date.getUTCDate()];
  if (day > 12 || day === month) return undefined;
  return instant + Date.UTC(date.getUTCFullYear(), day - 1, month) - Date.UTC(date.getUTCFullYear(), month - 1, day);
}
