import { isExact, type Expiry } from '../../keys/expiry';
import type { PageNode } from '../../page-model/page-node';
import { isUnseen } from '../../page-model/unseen';
import { findDate, looksLikeDate, readExpiry, type DateContext } from '../dates/dates';
import { readPrintedExpiry, saysCreation } from '../key-row';
import { SAYS_EXPIRY, SAYS_LEFT, SAYS_NEVER } from '../vocabulary/phrase-patterns';
import type { Candidate } from './candidate';
import { wholeTexts } from './split-texts';
import { speaksOfExpiry, statementsIn } from './text-parts';

/* The expiry that a cell or another part of a key prints. */

/** The longest text that says when a key expires, in characters. Chosen, not measured. */
const LONGEST_FACT = 80;

export function saysExpiry(text: string): boolean {
  return text.length <= LONGEST_FACT && (SAYS_EXPIRY.test(text) || SAYS_LEFT.test(text));
}

/** Whether a text states when a key expires, perhaps beside other statements. */
export function statesExpiry(text: string, context: DateContext): boolean {
  return statementsIn(text).some((said) => speaksOfExpiry(said) && dateIn(said, context) !== undefined);
}

/** The latest instant that a text's date allows; Infinity for "No expiration". */
export function dateIn(text: string, context: DateContext): number | undefined {
  const date = findDate(text, context);
  if (date?.kind === 'dated') return date.latest;
  return SAYS_NEVER.test(text) || isNever(text, context) ? Infinity : undefined;
}

/** Whether a text has a date that means "never", or says by itself that it is about an expiry: "Expires: never". */
function isNever(text: string, context: DateContext): boolean {
  return (/\d/.test(text) || SAYS_EXPIRY.test(text)) && readExpiry(text, context).kind === 'never';
}

/** What a part prints, combined with its label and the status beside it. */
export function expiryIn(part: PageNode, { parts, labels }: Candidate, context: DateContext): Expiry {
  const { expiry: label = '' } = labels;
  // A date that can be edited is in a field.
  const text = part.validText || part.fieldValue('input[type="date"],input[type="datetime-local"]');
  const expiry = printedIn(part, { text, label }, context);
  if (expiry.kind === 'dated') return atTime(text, parts.time, context) ?? expiry;
  // A dash or "N/A" beside it says that there is no date any more.
  const isExpired = parts.status !== undefined && /^expired\b/i.test(parts.status.text);
  if (isExpired) return { kind: 'expired', text: expiry.text };
  const isUnread = expiry.kind === 'unknown' && label !== '' && text !== '';
  const completed = isUnread ? withLabel(text, label, context) : undefined;
  return completed ? { ...completed, text: expiry.text } : expiry;
}

/** The instant of a day that has its time in another part: "Expiry date", "Expiry time". */
function atTime(day: string, time: PageNode | undefined, context: DateContext): Expiry | undefined {
  const expiry = time && readExpiry(`${day} ${time.text}`, context);
  return expiry && isExact(expiry) ? expiry : undefined;
}

function printedIn(part: PageNode, { text, label }: { text: string; label: string }, context: DateContext): Expiry {
  const printed = apartFromCreation(part, context) ?? readPrintedExpiry(part, text, context);
  if (printed.kind !== 'unknown') return printed;
  return withoutAside(part, context) ?? besideCreated(part, label, context) ?? besideOthers(part, context) ?? printed;
}

/** "Expires in" above "12 days", "Expires in (days)" above "12", and "Days left" above it, are a date only together. */
export function withLabel(text: string, label: string, context: DateContext): Expiry | undefined {
  const isLeft = /\b(?:left|remaining|(?:until|till|to|before) expir\w+)\b/i.test(label);
  const [, before, unit] = /^(.*) \((\w+)\)$/.exec(label) ?? [];
  const [, ago, ownUnit = unit] = /^[-−](\d+)(?: ([a-z]+))?$/i.exec(text) ?? [];
  const past = ago && ownUnit ? [`${ago} ${ownUnit} ago`] : [];
  const inUnit = unit && !ago ? [`${before} ${text} ${unit}`] : [];
  return [`${label} ${text}`, `${text} ${label}`, ...past, ...inUnit, ...(isLeft ? [`${text} left`] : [])]
    .map((both) => readExpiry(both, context))
    .find(({ kind }) => kind === 'dated');
}

/** The expiry in a part that says in an element of its own when the key was created; that is no date of the expiry. */
function apartFromCreation(part: PageNode, context: DateContext): Expiry | undefined {
  const isCreation = (node: PageNode): boolean => saysCreation(node.text) && !SAYS_EXPIRY.test(node.text);
  const text = part.textWithout(isCreation);
  if (text === '' || text === part.text) return undefined;
  const [leaf] = part.leavesWithout(isCreation);
  const home = [...leaf!.node.outwards()].find((node) => node.text === text);
  return home ? readPrintedExpiry(home, home.validText, context) : readExpiry(text, context);
}

/** The expiry that a part prints beside a footnote mark, what a control does, or words that are not seen. */
export function withoutAside(part: PageNode, context: DateContext): Expiry | undefined {
  const isFirst = (node: PageNode): boolean => part.leaves[0]?.node.isWithin(node) === true;
  // A control before the date may say what date it is, and one that has a date may change it.
  const isAction = (node: PageNode): boolean =>
    node.is('a,button,[role="button"]') && !isFirst(node) && !looksLikeDate(node.text, context);
  const text = part.textWithout((node) => node.tag === 'sup' || isUnseen(node) || isAction(node));
  const expiry = text === part.text ? undefined : readPrintedExpiry(part, text, context);
  return expiry?.kind === 'unknown' ? undefined : expiry;
}

/** The expiry in a part that prints the creation as well: "Created / Expires" above "5 Dec 2025 / 5 Dec 2026". */
function besideCreated(part: PageNode, label: string, context: DateContext): Expiry | undefined {
  const created = label.search(/\b(?:created|creation|issued?|start)\b/i);
  if (created < 0) return undefined;
  const dates = part.leaves
    .flatMap(({ text }) => text.split(/(?<!\s)(?:\s*[|·•]\s*|\s+\/\s+)/))
    .filter((text) => looksLikeDate(text, context) || /\bnever\b|\bno expir/i.test(text));
  if (dates.length !== 2) return undefined;
  const expiry = readExpiry(dates[created > label.search(/\b(?:expir|valid|end)/i) ? 0 : 1]!, context);
  return expiry.kind === 'unknown' ? undefined : expiry;
}

/**
 * The expiry in a part that says other things of its key as well: "1,204 requests · Expires 5 Dec 2026", "Active (never
 * expires)". Whatever else is said must be of no expiry, and of no day to come.
 */
function besideOthers(part: PageNode, context: DateContext): Expiry | undefined {
  const statements = wholeTexts(part.leaves).flatMap(({ text }) => statementsIn(text));
  const own = statements.filter(speaksOfExpiry);
  const others = statements.filter((text) => !own.includes(text));
  const isElse = (text: string): boolean => !SAYS_EXPIRY.test(text) && !((dateIn(text, context) ?? 0) > context.now);
  const zone = context.zones?.at(part) ?? context.zone;
  const expiry = own.length === 1 && others.every(isElse) ? readExpiry(own[0]!, { ...context, zone }) : undefined;
  return expiry?.kind === 'unknown' ? undefined : expiry;
}
