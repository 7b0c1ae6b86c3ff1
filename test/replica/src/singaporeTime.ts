/** Singapore is UTC+8 all year: shifting the clock lets the UTC getters read Singapore's calendar in any zone. */
const OFFSET_MS = 8 * 60 * 60 * 1000;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const shifted = (instant: Date | number) => new Date(Number(instant) + OFFSET_MS);

/** The instant at `hour:minute` in Singapore, `days` calendar days after `now`. */
export function inDays(now: number, days: number, hour: number, minute: number): Date {
  const sg = shifted(now);
  return new Date(Date.UTC(sg.getUTCFullYear(), sg.getUTCMonth(), sg.getUTCDate() + days, hour, minute) - OFFSET_MS);
}

/** 23:59 in Singapore on the same day of the month, `months` later, or on that month's last day if it is shorter. */
export function endOfDayInMonths(now: number, months: number): Date {
  const sg = shifted(now);
  const year = sg.getUTCFullYear();
  const month = sg.getUTCMonth() + months;
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month, Math.min(sg.getUTCDate(), lastDay), 23, 59) - OFFSET_MS);
}

/** `07 Aug 2027` */
export function printDate(instant: Date): string {
  const sg = shifted(instant);
  const day = String(sg.getUTCDate()).padStart(2, '0');
  return `${day} ${MONTHS[sg.getUTCMonth()]} ${sg.getUTCFullYear()}`;
}

/** `07 Aug 2027, 18:00` */
export function printDateTime(instant: Date): string {
  return `${printDate(instant)}, ${shifted(instant).toISOString().slice(11, 16)}`;
}
