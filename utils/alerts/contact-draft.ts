import type { Contact } from '../keys/contact';
import { expiryStatus } from '../keys/expiry';
import type { KeyRecord } from '../keys/key';
import { replacementDue, type RotationRules } from '../keys/replacement';
import { cleanName } from '../secrets/clean-name';
import { KEY_GUIDE } from '../site/api';
import { expiryDateText, expiryFactsForAnyone, nameWithHost, plainSpaced, t } from '../words';
import { replaceByText } from './replacement-in-words';

/*
 * What to write to those who must act for a key, in the user's language. It is only a draft: the user sends it. It has
 * names, dates and places in it, and never a key.
 */

/** A draft: its paragraphs in their order. */
export interface Draft {
  subject: string;
  paragraphs: readonly Paragraph[];
}

interface Paragraph {
  text: string;
  /** In which order paragraphs are left out of a draft that is too long; without it, never. */
  dispensable?: number;
}

/** The draft about a key, as seen from `now` (ms). */
export function contactDraft(record: KeyRecord, rules: RotationRules, now: number): Draft {
  const { expiry, uses, link } = record;
  const name = cleanName(nameWithHost(record));
  const [stops, ...doubts] = expiry.kind === 'unknown' ? [t('draft_unknown')] : expiryFactsForAnyone(expiry, now);
  const due = replacementDue(record, rules, now);
  const dates = plainSpaced([stops!, ...doubts.map(cleanName), ...(due ? [replaceByText(due)] : [])].join('\n'));
  const places = uses?.map(({ text }) => cleanName(text)).join(' · ');
  return {
    subject: subjectOf(record, name, now),
    paragraphs: [
      { text: t('draft_intro', name), dispensable: 5 },
      { text: dates },
      { text: adviceOf(record, now), dispensable: 4 },
      ...(places ? [{ text: t('draft_uses', places), dispensable: 1 }] : []),
      ...(link === undefined ? [] : [{ text: t('draft_link', link), dispensable: 3 }]),
      { text: t('draft_guide', KEY_GUIDE) },
      { text: t('draft_no_key'), dispensable: 2 },
    ],
  };
}

function subjectOf({ expiry }: KeyRecord, name: string, now: number): string {
  if (expiryStatus(expiry, now) === 'expired') return t('draft_subject_expired', name);
  // A subject has no room for a doubt.
  const isPlain = expiry.kind === 'dated' && !expiry.approximate && !expiry.ambiguous;
  return isPlain
    ? t('draft_subject_expires', name, plainSpaced(expiryDateText(expiry)))
    : t('draft_subject_undated', name);
}

function adviceOf({ expiry }: KeyRecord, now: number): string {
  if (expiryStatus(expiry, now) === 'expired') return t('draft_advice_expired');
  return t(expiry.kind === 'dated' ? 'calendar_advice' : 'draft_advice_undated');
}

/** The whole draft as a text to paste, for example into a chat. */
export function draftText({ subject, paragraphs }: Draft): string {
  return [subject, ...paragraphs.map(({ text }) => text)].join('\n\n');
}

/**
 * The longest address that opens a draft everywhere, in characters: browsers on Windows refused, or mail programs cut
 * off, what is longer than 2,048. A letter outside ASCII takes up to nine.
 */
const LONGEST_MAILTO = 2_000;

/**
 * The `mailto:` address (RFC 6068) that opens the draft to everyone who has an email address, and whether paragraphs
 * are left out so that it is not too long; `undefined` if nobody has one.
 */
export function draftMail(
  contacts: readonly Contact[],
  draft: Draft,
): { url: string; isShortened: boolean } | undefined {
  const addresses = contacts.flatMap(({ email }) => email ?? []);
  if (addresses.length === 0) return undefined;
  const orders = draft.paragraphs.flatMap(({ dispensable }) => dispensable ?? []).sort((a, b) => a - b);
  const whole = mailto(addresses, draft);
  if (whole.length <= LONGEST_MAILTO) return { url: whole, isShortened: false };
  const shorter = orders.map((last) =>
    mailto(addresses, {
      ...draft,
      paragraphs: draft.paragraphs.filter(({ dispensable = Infinity }) => dispensable > last),
    }),
  );
  return { url: shorter.find(({ length }) => length <= LONGEST_MAILTO) ?? shorter.at(-1)!, isShortened: true };
}

function mailto(addresses: readonly string[], { subject, paragraphs }: Draft): string {
  const to = addresses.map((address) => encoded(address).replace('%40', '@')).join(',');
  const body = paragraphs.map(({ text }) => text).join('\n\n');
  return `mailto:${to}?subject=${encoded(subject)}&body=${encoded(body.replaceAll('\n', '\r\n'))}`;
}

/** Half a character, which a page may print, cannot be encoded. */
function encoded(text: string): string {
  return encodeURIComponent(text.replace(/\p{Cs}/gu, ' '));
}
