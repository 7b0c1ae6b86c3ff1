import { countedTo, expiryStatus, type Dated, type Expiry } from './expiry';
import { areSwapped, hasSameExpiry, isInNumbers } from './matching';
import { DAY } from './time';

/* What becomes of a known expiry when a page prints it again, in the same words or in others. */

/** Whether a key works longer than was known, and not only because its date was read more exactly. */
export function isRenewed(known: Expiry, printed: Expiry, now: number): boolean {
  if (known.kind === 'dated' && printed.kind === 'dated') {
    const isOther = !hasSameExpiry(known, printed) && !areSwapped(known, printed);
    return isOther && printed.earliest - known.earliest >= DAY;
  }
  return expiryStatus(known, now) === 'expired' && !['expired', 'unknown'].includes(expiryStatus(printed, now));
}

/** Whether a key stops earlier than was known, and not only because its date was read more exactly. */
export function isShortened(known: Expiry, printed: Expiry, now: number): boolean {
  if (printed.kind !== 'dated') return false;
  if (known.kind !== 'dated') return known.kind === 'never';
  return countedTo(known, now) - countedTo(printed, now) >= DAY;
}

/**
 * The printed expiry replaces the known one, except in these cases:
 * - "In 3 months" does not drift with every report, and "5 Dec" does not become that of another year.
 * - "Expired" or an unreadable text does not replace a date that says the same or more.
 * - An ambiguous date does not replace a certain one, nor does the same date with day and month swapped, unless the
 *   page proves their order (`isOrderProved`).
 */
export function sharperExpiry(
  known: Expiry,
  printed: Expiry,
  now: number,
  { isOrderProved }: { isOrderProved: boolean },
): Expiry {
  if (known.kind !== 'dated') return printed;
  if (printed.kind === 'unknown') return known;
  if (printed.kind === 'expired') return expiryStatus(known, now) === 'expired' ? known : printed;
  if (printed.kind !== 'dated') return printed;
  if (areSwapped(known, printed) && isLessCertain(printed, known, isOrderProved)) return known;
  if (!printed.approximate || !hasSameExpiry(known, printed)) return printed;
  return isMuchSharper(printed, known) ? printed : known;
}

/**
 * Of a date and the same one swapped: "5/6/2032" that becomes "6/5/2032" is the same day in the other order, such as
 * once the browser has another language. What an earlier page proved of the order does not hold then.
 */
function isLessCertain(printed: Dated, known: Dated, isOrderProved: boolean): boolean {
  if (known.ambiguous) return false;
  return printed.ambiguous === true || (!isOrderProved && isInNumbers(printed) && printed.text !== known.text);
}

/**
 * "In 12 days" is worth more than "in 3 months" once was: counted from the beginning of such a long time, all reminders
 * would come weeks too early, and none in the last days. The same words, read again, are no sharper.
 */
function isMuchSharper(printed: Dated, known: Dated): boolean {
  const width = ({ earliest, latest }: Dated): number => latest - earliest;
  return known.approximate === true && 2 * width(printed) <= width(known);
}
