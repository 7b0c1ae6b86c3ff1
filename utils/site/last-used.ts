import type { Dated, Expiry } from '../keys/expiry';
import type { LastUsed } from '../keys/key';
import { DAY, SINGAPORE_OFFSET, swappedDay } from '../keys/time';
import type { PageNode } from '../page-model/page-node';
import { readExpiry, type DateContext } from './dates/dates';
import { readPrintedExpiry } from './key-row';
import { fieldOf } from './vocabulary/labels';
import { LAST_USE, ONLY_NEVER_USED, SAYS_EXPIRY, SEPARATOR } from './vocabulary/phrase-patterns';

/* When a key was last used, as a page prints it. It does not say whether the key works. */

/** The longest text that says it, in characters; longer text is prose. Chosen, not measured. */
const LONGEST = 120;

/** What stands in the place of a date. A dash or nothing says only that the page does not know. */
const NEVER = /^(?:never|not yet|none)[.!]?$/i;

/** "within the last 3 months" (test/pages/less-tokens-list-of-code-host) */
const WITHIN = /^(?:with)?in the (?:last|past) (?:(\d+) )?([a-z]+)\.?$/i;
const JUST_NOW = /^(?:just )?now$/i;
/** Beside these a date is another one: "not tracked before 1 Nov 2026". */
const OTHERWISE = /\b(?:not|no|(?<!day )before|since|until|after)\b/i;
/** What may follow the date: where it was used from, how often, and other sentences. */
const AFTER_DATE = / (?:from|by|with|via) |\. (?=\D)| \(/;

/** Whether a text says itself that it is about the last use. */
export function saysLastUsed(text: string): boolean {
  return text.length <= LONGEST && !fieldOf(text) && (LAST_USE.test(text) || ONLY_NEVER_USED.test(text));
}

/** The last use that a text says itself, or that stands after its label; `undefined` if it cannot be read. */
export function readLastUsed(node: PageNode, text: string, context: DateContext): LastUsed | undefined {
  if (text.length > LONGEST) return undefined;
  const said = LAST_USE.exec(text)?.[1] ?? text;
  if (NEVER.test(said) || ONLY_NEVER_USED.test(said)) return { kind: 'never' };
  for (const part of [said, said.split(SEPARATOR)[0]!, said.split(AFTER_DATE, 1)[0]!]) {
    const use = SAYS_EXPIRY.test(part) ? undefined : readUse(node, part, context);
    if (use) return use;
  }
  return undefined;
}

function readUse(node: PageNode, text: string, context: DateContext): LastUsed | undefined {
  if (OTHERWISE.test(text)) return undefined;
  const [within, count = '1', unit] = WITHIN.exec(text) ?? [];
  const said = within ? `${count} ${unit} ago` : text.replace(JUST_NOW, 'today');
  // After "ended", a day without its year, or a weekday, is the last one.
  const date = readDate(node, `ended ${said}`, context);
  if (date.kind !== 'dated') return undefined;
  return within ? { kind: 'at', earliest: date.earliest, latest: context.now } : useOn(date, context.now);
}

/** If the element prints the expiry too, its exact date is that of the expiry. */
function readDate(node: PageNode, text: string, context: DateContext): Expiry {
  if (!SAYS_EXPIRY.test(node.text)) return readPrintedExpiry(node, text, context);
  return readExpiry(text, context.zones ? { ...context, zone: context.zones.at(node) } : context);
}

/** A use on a date, which is not in the future. */
function useOn({ earliest, latest, approximate, ambiguous }: Dated, now: number): LastUsed | undefined {
  const width = latest - earliest;
  // A count may be rounded up or down by as much: "3 days ago" may be nearly 4. A named day is a whole one.
  if (approximate && (earliest + SINGAPORE_OFFSET) % DAY !== 0)
    return earliest > now
      ? undefined
      : { kind: 'at', earliest: Math.max(0, earliest - width), latest: Math.min(now, latest) };
  const days = [earliest, (ambiguous && swappedDay(earliest)) || earliest].filter((instant) => instant <= now);
  if (days.length === 0) return undefined;
  return { kind: 'at', earliest: Math.min(...days), latest: Math.min(now, Math.max(...days) + width) };
}
