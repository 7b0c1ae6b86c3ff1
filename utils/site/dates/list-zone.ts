import { ENTRY } from '../../page-model/dom';
import type { Leaf, PageNode } from '../../page-model/page-node';
import type { Steps } from '../../page-model/steps';
import { lineOf } from './line';

/*
 * The zone that a page says once for several times: in a caption, a sentence above or below the list, a column or a
 * labelled value "Time zone", or the label of the dates. It counts for times that print no zone themselves.
 */

/** A zone that is said, but not known: it may be any on earth. */
export const SOME_ZONE = '?';

/** A zone as the forms read it ("utc", "+08:00"), or {@link SOME_ZONE}, and the part of the page that it is about. */
interface SaidZone {
  node: PageNode;
  zone: string;
  scope: PageNode | undefined;
  /** Said of one label's dates, so of no others. */
  isLabel: boolean;
}

/** What a page says of the zones of its times. */
export interface ListZones {
  /** All of it, to tell whether it has changed. */
  said: string;
  /** The zone of the times that an element prints. */
  at(node: PageNode): string | undefined;
}

/** A fast check. */
const MAY_SAY_ZONE = /UTC|GMT|SGT|[zZ]one|\bTZ\b|Singapore|[Tt]imes|\bTime\b|Universal|[A-Z]\w{1,20}\/[A-Z]/;
const OFFSET = /(?:\b(?:utc|gmt)(?![\w/]) ?|(?<![\w:]))([+-]) ?(\d\d?)(?::?(\d\d))?(?![\d:])/;
const UTC = /\b(?:utc|gmt|zulu|coordinated universal time|greenwich mean time|etc\/\w+)\b/;
const SINGAPORE = /\b(?:sgt|asia\/singapore|singapore(?: standard)?(?: time)?)\b/;
const ZONES = new RegExp(`${OFFSET.source}|${UTC.source}|${SINGAPORE.source}`, 'g');
const PLACE = 'Eastern|Central|Mountain|Pacific|British|European|Indian?|Japan|Korea|London|New York|Tokyo|Sydney';
/** Another zone, by an abbreviation or its place. */
const ELSEWHERE = new RegExp(
  String.raw`\b(?:(?!Asia\/Singapore|Etc\/)[A-Z]\w+\/[A-Z]\w+|` +
    '[ECMP][SD]?T|BST|[CEW]ES?T|A[CEW][SD]?T|[HIJKM]ST|HKT|MYT|NZ[SD]T|' +
    String.raw`(?:${PLACE})(?: Standard| Daylight| Summer)? [Tt]ime)\b`,
  'g',
);
/** What a sentence about the times of a list is made of. */
const WORDS = new Set(
  `all the these this that times time timestamps timestamp dates date datetime datetimes hours hour clock expiry
  expiration expire expires expiring created creation key keys api token tokens zone zones timezone timezones tz are is
  be were will shown displayed given listed printed stated expressed reported recorded stored presented quoted set in
  as using use uses with by per follow follows your our my on at of to for here page table list below above column
  columns and or note notes nb please unless otherwise noted standard universal coordinated mean greenwich format
  display default current account agency hr hrs h`.split(/\s+/),
);
const TIME_WORD = /\b(?:times?|timestamps?|datetimes?|dates?|time ?zones?|tz)\b/;
const LABEL = /^(?:display |your |account |default )?(?:time ?zone|tz) ?:?$/;
const LABELLED = /^(?:display |your |account |default )?(?:time ?zone|tz) ?: ?(.*)$/;
/** A label of the expiry with a zone: "Expires (UTC)". */
const OF_EXPIRY = /^(?:(?:key|token|api) )*(?:expir\w+|valid|ends?|until)\b/;
/** In characters. Longer text is prose; the longest in test/pages is 101. */
const LONGEST_SAID = 160;
const LEAVES_A_STEP = 64;

/** The zones that a page says; nothing if it says none, as most. */
export function* zonesOf(leaves: readonly Leaf[]): Steps<{ zone?: string | undefined; zones?: ListZones }> {
  const found: SaidZone[] = [];
  let isLabelled = false;
  for (const [index, leaf] of leaves.entries()) {
    if (index % LEAVES_A_STEP === 0) yield undefined;
    if (leaf.isPicture || leaf.text.length > LONGEST_SAID || !(isLabelled || MAY_SAY_ZONE.test(leaf.text))) continue;
    isLabelled ||= LABEL.test(lineOf(leaf.text));
    const said = saidBy(leaf, { isLabelled });
    if (said) found.push(said);
  }
  if (found.length === 0) return {};
  const others = new Set(found.filter(({ isLabel }) => !isLabel).map(({ zone }) => zone));
  return { zone: common(others), zones: listZones(found) };
}

function listZones(found: readonly SaidZone[]): ListZones {
  // For each part of the page, what is said in it of all of it: by labels, and else.
  const within = new Map<PageNode, { labels: Set<string>; others: Set<string> }>();
  for (const { node, zone, scope, isLabel } of found) {
    for (const around of node.outwards()) {
      const said = within.get(around) ?? { labels: new Set(), others: new Set() };
      within.set(around, said);
      (isLabel ? said.labels : said.others).add(zone);
      if (around === scope) break;
    }
  }
  return {
    said: found.map(({ zone, isLabel }) => zone + Number(isLabel)).join(),
    at(node) {
      for (const around of node.outwards()) {
        const said = within.get(around);
        if (said) return common(said.labels) ?? common(said.others);
      }
      return undefined;
    },
  };
}

/** The zone that all say; none may be the right one if they differ. */
function common(zones: ReadonlySet<string>): string | undefined {
  return zones.size > 1 ? SOME_ZONE : [...zones][0];
}

function saidBy(leaf: Leaf, { isLabelled }: { isLabelled: boolean }): SaidZone | undefined {
  const { node, text } = leaf;
  const line = lineOf(text);
  if (LABEL.test(line)) return chosenBeside(node);
  const value = LABELLED.exec(line)?.[1];
  if (value !== undefined || (isLabelled && isOnlyZone(text))) return about(node, zoneIn(text, value ?? line), text);
  return OF_EXPIRY.test(line) ? labelOf(node, text, line) : sentenceAround(leaf);
}

/** The zone of an expiry's label. */
function labelOf(node: PageNode, text: string, line: string): SaidZone | undefined {
  const said = hasOnlyWords(line.replace(OF_EXPIRY, '')) ? about(node, zoneIn(text, line), text) : undefined;
  return said && { ...said, isLabel: true };
}

/** The zone of a sentence, parts of which may be in bold. */
function sentenceAround({ node, text: own }: Leaf): SaidZone | undefined {
  for (const text of new Set([own, node.text, node.parent?.text ?? ''])) {
    const zone = text.length > LONGEST_SAID ? undefined : zoneOfTimes(text);
    if (zone !== undefined) return about(node, zone, text);
  }
  return undefined;
}

/** The zone that is chosen in a field beside its label. */
function chosenBeside(node: PageNode): SaidZone | undefined {
  const value = node.fieldValue('select,input') || (node.parent?.fieldValue('select,input') ?? '');
  return isOnlyZone(value) ? about(node, zoneIn(value, lineOf(value))) : undefined;
}

function about(node: PageNode, zone: string | undefined, text = ''): SaidZone | undefined {
  return zone === undefined ? undefined : { node, zone, scope: scopeOf(node, text), isLabel: false };
}

/**
 * The entry or table that a zone stands in: it is not about others. An entry that says nothing else is a footnote of
 * what is around it.
 */
function scopeOf(node: PageNode, text: string): PageNode | undefined {
  const scope = node.closest(`${ENTRY},table,[role="table"],[role="grid"],dialog,[role="dialog"]`);
  if (!scope?.parent || !scope.is(ENTRY)) return scope;
  const isAlone = text !== '' && scope.text.length <= text.length + 1;
  const isHeader = scope.children.length > 0 && scope.children.every((cell) => cell.is('th,[role="columnheader"]'));
  return isAlone || isHeader ? scopeOf(scope.parent, '') : scope;
}

/** The zone of the times, if that is all that a text, or a sentence of it, is about. */
function zoneOfTimes(text: string): string | undefined {
  for (const sentence of new Set([text, ...text.split(/[.;!?•·|]|\((?!utc|gmt|sgt|z\b|[+-])/i)])) {
    const line = lineOf(sentence);
    if (!TIME_WORD.test(line) || !hasOnlyWords(withoutPlaces(sentence))) continue;
    const zone = zoneIn(sentence, line);
    if (zone !== undefined) return zone;
  }
  return undefined;
}

function withoutPlaces(sentence: string): string {
  return lineOf(sentence.replace(ELSEWHERE, ''));
}

function isOnlyZone(text: string): boolean {
  const rest = withoutPlaces(text);
  return zoneIn(text, lineOf(text)) !== undefined && withoutZones(rest).replace(/[^a-z\d]/g, '') === '';
}

function hasOnlyWords(line: string): boolean {
  const rest = withoutZones(line);
  return !/\d/.test(rest) && (rest.match(/[a-z]+/g) ?? []).every((word) => WORDS.has(word));
}

function withoutZones(line: string): string {
  return line.replace(ZONES, ' ').replace(/\b24 ?-? ?(?:hours?|h)\b/, ' ');
}

function zoneIn(text: string, line: string): string | undefined {
  const offset = OFFSET.exec(line);
  if (offset) return zoneAt(offset);
  if (UTC.test(line)) return 'utc';
  if (SINGAPORE.test(line)) return 'sgt';
  return text.search(ELSEWHERE) >= 0 ? SOME_ZONE : undefined;
}

function zoneAt([, sign, hours = '', minutes = '00']: RegExpExecArray): string | undefined {
  return Number(hours) <= 14 && Number(minutes) < 60 ? `${sign}${hours.padStart(2, '0')}:${minutes}` : undefined;
}
