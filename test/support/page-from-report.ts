import type { Field } from '../../utils/site/vocabulary/labels';
import { maskText } from '../../utils/site/describe-page';

/*
 * Turns a copied report, in which each letter is an x and each digit a 0, into a page that has the same report: with
 * made-up words, names and dates. The person who adds the page corrects it by hand.
 */

const VOID = new Set([
  'area',
  'base',
  'br',
  'col',
  'embed',
  'hr',
  'img',
  'input',
  'link',
  'meta',
  'source',
  'track',
  'wbr',
]);
const FAKE_SECRET = `v2:${'0'.repeat(64)}:${'A'.repeat(32)}`;

/** Labels of each field: the first whose shape is that of the report's, or else the first. */
const LABELS: Record<Field, readonly string[]> = {
  name: ['Key Name', 'Name', 'Key name', 'API key', 'API key name', 'Label', 'Title', 'Key'],
  expiry: [
    'Expiration',
    'Expires',
    'Expiry',
    'Expiry date',
    'Expires on',
    'Valid until',
    'Expires at',
    'Expires in',
    'Expiration date',
  ],
  created: ['Created', 'Created on', 'Created at', 'Date created', 'Issued', 'Creation date'],
  lastUsed: ['Last used', 'Last accessed', 'Last active', 'Last used on'],
  event: ['Updated', 'Usage'],
  status: ['Status', 'State'],
  tier: ['Tier', 'Plan', 'Scope', 'Scopes', 'Permissions', 'Access', 'Environment'],
  secret: ['Token', 'Secret', 'Value', 'API token', 'Secret key', 'Key ID', 'Prefix'],
  description: ['Description', 'Notes', 'Used for', 'Remarks'],
  owner: ['Owner', 'Agency', 'Account', 'Created by', 'Team', 'User'],
  actions: ['Actions', 'Action', 'Manage', 'Options'],
};

const TITLES = [
  'API keys',
  'Your API keys',
  'My API keys',
  'All API keys',
  'Active API keys',
  'Manage API keys',
  'API key',
  'API keys (2)',
];

const WORDS = ['', 'a', 'of', 'the', 'road', 'river', 'census', 'gazette', 'uploader', 'transport', 'statistics'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const LONG_MONTHS = ['May', 'June', 'March', 'August', 'October', 'December', 'September'];

/** The page of a report. A text whose shape no known words have is followed by a comment with the shape. */
export function pageFromReport(report: string): string {
  const [head = '', ...lines] = report.split('\n');
  const title = /; title: (.*?)( \(API keys\))? -->/.exec(head);
  let made = 0;
  const body = lines.flatMap((line, index) => {
    const indent = /^ */.exec(line)![0];
    const text = line.trim();
    if (text === '<!-- cut -->' || text === '') return [];
    if (/^<!-- taught: \w+ -->$/.test(text)) return [line];
    if (isTag(text)) return tagOf(text).map((part) => indent + part);
    return [...(isText(lines[index - 1]) ? [BETWEEN_TEXTS] : []), ...textOf(text, made++)].map((part) => indent + part);
  });
  const heading = title?.[2] ? 'API Keys' : filled(title?.[1] ?? '', 0);
  return [
    '<!doctype html>',
    '<html lang="en">',
    `<head><title>${escaped(heading)}</title></head>`,
    ...body,
    '</html>',
    '',
  ].join('\n');
}

/** A report leaves pictures out: without anything between them, the texts around one would become one text. */
const BETWEEN_TEXTS = '<!-- left out -->';

function isText(line = ''): boolean {
  const text = line.trim();
  return text !== '' && !text.startsWith('<!--') && !isTag(text);
}

/** Texts are printed as they are, and may begin like a tag. */
function isTag(line: string): boolean {
  return /^<(?:\/?[a-z][a-z\d-]*)(?: [a-z-]+="[^"]*")*(?: shadow)?>$/.test(line);
}

/** An element's tag, as HTML has it. Its masked attributes stay masked. */
function tagOf(line: string): string[] {
  const [, isEnd, name = ''] = /^<(\/?)([\w-]+)/.exec(line) ?? [];
  if (isEnd && VOID.has(name)) return [];
  return [line.replace(/ shadow>$/, '><!-- in a shadow root -->')];
}

/** A text, and what its shape was if no words of that shape are known. */
function textOf(line: string, count: number): string[] {
  const [, mask = '', kind = ''] = /^(.*?)(?: <!-- ([^<>]*) -->)?$/.exec(line)!;
  const words = wordsFor(mask, kind, count);
  return maskText(words) === mask
    ? [escaped(words)]
    : [escaped(words), `<!-- printed as: ${escaped(mask)} (${kind}) -->`];
}

/** Words of the same shape as a masked text, by what the report takes it for. */
function wordsFor(mask: string, kind: string, count: number): string {
  if (kind === 'title: API keys') return ofShape(TITLES, mask);
  if (kind === 'secret')
    return maskText(FAKE_SECRET) === mask || /^[\w:-]+$/.test(mask) ? FAKE_SECRET : filled(mask, count);
  if (kind === 'date') return ofShape(datesLike(count), mask, '7 Aug 2027');
  const field = /^label: (\w+)$/.exec(kind)?.[1] as Field | undefined;
  return field ? ofShape(LABELS[field], mask) : filled(mask, count);
}

function ofShape(texts: readonly string[], mask: string, otherwise = texts[0]!): string {
  return texts.find((text) => maskText(text) === mask) ?? otherwise;
}

/** One date in many forms; each next one is a month later. */
function datesLike(count: number): string[] {
  const [year, month] = [2026 + Math.floor((count + 1) / 12), (count + 1) % 12];
  const days = ['7', '17'];
  return days.flatMap((day) => {
    const two = (number: number | string): string => String(number).padStart(2, '0');
    const months = [MONTHS[month]!, ...LONG_MONTHS];
    const named = months.flatMap((name) => [
      `${day} ${name} ${year}`,
      `${name} ${day}, ${year}`,
      `${two(day)} ${name} ${year}`,
    ]);
    const plain = [
      `${year}-${two(month + 1)}-${two(day)}`,
      `${two(day)}/${two(month + 1)}/${year}`,
      `${day}/${month + 1}/${year}`,
    ];
    const all = [...named, ...plain];
    const times = [
      '',
      ', 18:00',
      ' 18:00',
      ', 6:00 PM',
      ' at 18:00',
      ', 18:00 SGT',
      'T18:00:00Z',
      'T18:00:00+08:00',
      ', 18:00:00',
    ];
    const dated = all.flatMap((date) => times.map((time) => date + time));
    const around = [
      '',
      'Expires ',
      'Expires on ',
      'Expires: ',
      'Valid until ',
      'Created ',
      'Created on ',
      'Last used ',
    ];
    return [...dated.flatMap((date) => around.map((before) => before + date)), ...countsLike(day)];
  });
}

function countsLike(day: string): string[] {
  const units = ['hours', 'days', 'weeks', 'months', 'years'];
  const counts = units.flatMap((unit) => [
    `in ${day} ${unit}`,
    `Expires in ${day} ${unit}`,
    `${day} ${unit} left`,
    `${day} ${unit} ago`,
  ]);
  return [
    ...counts,
    'Never',
    'Expired',
    'Today',
    'Tomorrow',
    'Yesterday',
    'Never expires',
    'No expiration',
    'This key has expired.',
  ];
}

/** Words of the same length in the place of the x's, other ones for each text; and digits for the 0's. */
function filled(mask: string, count: number): string {
  let word = count;
  return mask
    .replace(/x+/g, ({ length }) => {
      const whole = WORDS[length];
      return (
        whole ??
        'abcdefghijklmnop'
          .repeat(Math.ceil(length / 16))
          .slice(word % 5, (word++ % 5) + length)
          .padEnd(length, 'q')
      );
    })
    .replace(/0/g, () => String(1 + (word++ % 9)));
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
