import fc from 'fast-check';
import type { ReadKey } from './expected-pages';

/*
 * Random lists of keys, and lists of other things that look like them: a structure × a form of dates × words ×
 * decorations. What must be read of each is known by how it was made.
 */

/** The clock of all random pages. */
export const NOW = Date.parse('2026-11-22T04:00:00Z');

export interface RandomPage {
  url: string;
  html: string;
  keys: Pick<ReadKey, 'name' | 'expiresAt'>[];
}

interface Key {
  name: string;
  /** Days from the epoch, and minutes of the day, in Singapore; no date if it never expires. */
  expiry: { day: number; minute: number } | undefined;
  created: number;
}

/** A form of dates. `hasTime`: the minute counts, too. */
interface DateForm {
  print(day: Date, time: string): string;
  hasTime?: true;
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
].concat('November', 'December');
const DAY = 86_400_000;
/** Midnight in Singapore is eight hours before that of UTC. */
const OFFSET = 8 * 3_600_000;

const monthOf = (date: Date): string => MONTHS[date.getUTCMonth()]!;
const short = (date: Date): string => monthOf(date).slice(0, 3);
const two = (number: number): string => String(number).padStart(2, '0');

const DATE_FORMS: DateForm[] = [
  { print: (date) => `${date.getUTCDate()} ${short(date)} ${date.getUTCFullYear()}` },
  { print: (date) => `${date.getUTCDate()} ${monthOf(date)} ${date.getUTCFullYear()}` },
  { print: (date) => `${short(date)} ${date.getUTCDate()}, ${date.getUTCFullYear()}` },
  { print: (date) => `${monthOf(date)} ${date.getUTCDate()}, ${date.getUTCFullYear()}` },
  { print: (date) => date.toISOString().slice(0, 10) },
  { print: (date) => `${two(date.getUTCDate())}/${two(date.getUTCMonth() + 1)}/${date.getUTCFullYear()}` },
  { print: (date) => `${date.getUTCDate()}.${date.getUTCMonth() + 1}.${date.getUTCFullYear()}` },
  { print: (date) => `${two(date.getUTCDate())}-${short(date)}-${date.getUTCFullYear()}` },
  { print: (date, time) => `${date.getUTCDate()} ${short(date)} ${date.getUTCFullYear()}, ${time}`, hasTime: true },
  { print: (date, time) => `${date.toISOString().slice(0, 10)} ${time}`, hasTime: true },
  { print: (date, time) => `${date.toISOString().slice(0, 10)}T${time}:00+08:00`, hasTime: true },
  {
    print: (date, time) => `${date.getUTCDate()} ${monthOf(date)} ${date.getUTCFullYear()} at ${time} SGT`,
    hasTime: true,
  },
];

/** The words of one page. */
interface Words {
  name: string;
  expiry: string;
  created: string;
  /** Before a date in a sentence. */
  expires: string;
  never: string;
}

const words: fc.Arbitrary<Words> = fc.record({
  name: fc.constantFrom('Key Name', 'Name', 'Key name', 'API key name', 'Label'),
  expiry: fc.constantFrom(
    'Expiration',
    'Expires',
    'Expiry',
    'Expiry date',
    'Expires on',
    'Valid until',
    'Expiration date',
  ),
  created: fc.constantFrom('Created', 'Created on', 'Date created', 'Created at'),
  expires: fc.constantFrom('Expires', 'Expires on', 'Expires:', 'Valid until', 'Will expire on'),
  never: fc.constantFrom('Never', 'Never expires', 'No expiration', 'No expiry'),
});

/** What a name comes with: an avatar, an id, a status, a kind of key, a description, or a control. */
const NAME_FORMS: Record<string, (name: string, place: number) => string> = {
  alone: (name) => name,
  link: (name) => `<a href="#details">${name}</a>`,
  button: (name) => `<button type="button">${name}</button>`,
  code: (name) => `<code>${name}</code>`,
  description: (name) => `<div>${name}</div><div>Pushed every night</div>`,
  initials: (name) => `<span>${initialsOf(name)}</span> <span>${name}</span>`,
  idBelow: (name, place) => `<div>${name}</div><small>ID 4821${place}</small>`,
  idAbove: (name, place) => `<small>#1048${place}</small><div>${name}</div>`,
  status: (name) => `<span>Active</span> <span>${name}</span>`,
  kind: (name) => `<small>Standard key</small><div>${name}</div>`,
};

function initialsOf(name: string): string {
  const words = name.split(/[^A-Za-z]+/);
  return words.map((word) => word.charAt(0).toUpperCase()).join('');
}

/** Parts beside each date. */
const EXPIRY_FORMS: Record<string, (date: string, relative: string) => string> = {
  alone: (date) => date,
  brackets: (date, relative) => `${date} (${relative})`,
  below: (date, relative) => `<div>${date}</div><div>${relative}</div>`,
  tooltip: (date) =>
    `<span>${date}</span><span role="tooltip" style="position:absolute;opacity:0">At the end of that day</span>`,
};

/** Other parts in and around the list of a page. */
interface Decorations {
  name: string;
  expiry: string;
  around: string;
  hasCreated: boolean;
  hasStatus: boolean;
  hasButtons: boolean;
  hasBoxes: boolean;
  hasIcons: boolean;
  /** A column of masked keys, and one of relative times. */
  hasMasked: boolean;
  hasUse: boolean;
  wrappers: number;
  heading: string;
  about: string;
  /** The part after the list. */
  beside: string;
}

/** The element that the list stands in. */
const AROUND: Record<string, (list: string) => string> = {
  nothing: (list) => list,
  dialog: (list) => `<div role="dialog" aria-label="Settings"><h2>API keys</h2>${list}<button>Close</button></div>`,
  group: (list) => `<div role="group" aria-labelledby="own"><div id="own">API keys</div>${list}</div>`,
  fieldset: (list) => `<fieldset><legend>API keys</legend>${list}</fieldset>`,
};

const decorations: fc.Arbitrary<Decorations> = fc.record({
  name: fc.constantFrom(...Object.keys(NAME_FORMS)),
  expiry: fc.constantFrom(...Object.keys(EXPIRY_FORMS)),
  around: fc.constantFrom(...Object.keys(AROUND)),
  hasCreated: fc.boolean(),
  hasStatus: fc.boolean(),
  hasButtons: fc.boolean(),
  hasBoxes: fc.boolean(),
  hasIcons: fc.boolean(),
  hasMasked: fc.boolean(),
  hasUse: fc.boolean(),
  wrappers: fc.integer({ min: 0, max: 3 }),
  heading: fc.constantFrom('API Keys', 'API keys', 'Your API keys', 'Manage API keys', 'My API keys'),
  about: fc.constantFrom(
    '',
    '<p>Keys carry all permissions of your account. Do not share them.</p>',
    '<p role="status">Keys that expire are shown first.</p>',
    '<p>Read the <a href="/guides">guide</a> before you create a key.</p>',
  ),
  beside: fc.constantFrom(
    '',
    '<h2>Active sessions</h2><table><tr><th>Device</th><th>Expires</th></tr><tr><td>Office laptop</td><td>1 Jan 2027</td></tr><tr><td>Phone</td><td>2 Jan 2027</td></tr></table>',
    '<h2>Questions</h2><details><summary>When does a key expire?</summary><p>On the day that you chose.</p></details>',
    '<section><h2>What is new</h2><ul><li>Maintenance on 5 Dec 2026</li><li>New limits from 1 Jan 2027</li></ul></section>',
  ),
});

const NAME_STARTS = [
  'gazette',
  'rainfall',
  'census',
  'transport',
  'pollen',
  'harbour',
  'library',
  'carpark',
  'coastal',
];
const NAME_ENDS = ['uploader', 'sync', 'pipeline', 'nightly', 'backup', 'import', 'feed'];

const key: fc.Arbitrary<Key> = fc.record({
  name: fc
    .tuple(fc.constantFrom(...NAME_STARTS), fc.constantFrom(...NAME_ENDS), fc.constantFrom('-', '_', ' '))
    .map(([start, end, between]) =>
      between === ' ' ? `${start.charAt(0).toUpperCase()}${start.slice(1)} ${end}` : start + between + end,
    ),
  expiry: fc.option(
    fc.record({ day: fc.integer({ min: 20_700, max: 21_600 }), minute: fc.integer({ min: 1, max: 1_438 }) }),
    { freq: 8, nil: undefined },
  ),
  created: fc.integer({ min: 20_100, max: 20_600 }),
});

const keys = fc.uniqueArray(key, { minLength: 2, maxLength: 7, selector: ({ name }) => name }).filter(
  // Nothing shows that a list without any date is one of keys.
  (list) => list.filter(({ expiry }) => expiry).length >= Math.max(2, list.length - 2),
);

/** A key as it is printed. */
interface Printed {
  name: string;
  /** The name with what stands with it. */
  title: string;
  expiry: string;
  isNever: boolean;
  created: string;
}

type Shape = (printed: readonly Printed[], words: Words, decorations: Decorations) => string;

function buttons({ hasButtons, hasIcons }: Decorations): string {
  const icon = hasIcons ? '<svg aria-hidden="true" viewBox="0 0 8 8"><path d="M0 0h8v8z"/></svg>' : '';
  return hasButtons ? `<button>${icon}Delete</button>` : '';
}

/** The columns of a table: a label each, and what a key has in it. */
function columnsOf(words: Words, decorations: Decorations): { label: string; cell(key: Printed): string }[] {
  const { hasCreated, hasStatus, hasButtons, hasBoxes, hasIcons, hasMasked, hasUse } = decorations;
  const arrow = hasIcons ? ' <span aria-hidden="true">▲</span>' : '';
  return [
    ...(hasBoxes ? [{ label: '', cell: () => '<input type="checkbox">' }] : []),
    { label: words.name, cell: ({ title }: Printed) => title },
    ...(hasMasked ? [{ label: 'Token', cell: () => 'v2:••••••••3f9a' }] : []),
    ...(hasStatus ? [{ label: 'Status', cell: () => 'Active' }] : []),
    ...(hasCreated ? [{ label: words.created, cell: ({ created }: Printed) => created }] : []),
    ...(hasUse ? [{ label: 'Last used', cell: () => '2 days ago' }] : []),
    { label: words.expiry + arrow, cell: ({ expiry }: Printed) => expiry },
    ...(hasButtons ? [{ label: '', cell: () => buttons(decorations) }] : []),
  ];
}

/** In a sentence, "Never" by itself says nothing. */
function said({ expiry, isNever }: Printed, { expires, never }: Words): string {
  if (!isNever) return `${expires} ${expiry}`;
  return never === 'Never' ? 'Never expires' : never;
}

const SHAPES: Record<string, Shape> = {
  table(printed, words, decorations) {
    const columns = columnsOf(words, decorations);
    const rows = printed.map((key) => `<tr>${columns.map(({ cell }) => `<td>${cell(key)}</td>`).join('')}</tr>`);
    return `<table><thead><tr>${columns.map(({ label }) => `<th>${label}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
  },
  grid(printed, words, decorations) {
    const columns = columnsOf(words, decorations);
    const rows = printed.map(
      (key) =>
        `<div role="row">${columns.map(({ cell }) => `<div role="gridcell"><span>${cell(key)}</span></div>`).join('')}</div>`,
    );
    return `<div role="grid"><div role="row">${columns.map(({ label }) => `<div role="columnheader">${label}</div>`).join('')}</div>${rows.join('')}</div>`;
  },
  columns(printed, words, decorations) {
    const columns = columnsOf(words, { ...decorations, hasBoxes: false });
    const rows = printed.map((key) => `<div>${columns.map(({ cell }) => `<div>${cell(key)}</div>`).join('')}</div>`);
    return `<div><div>${columns.map(({ label }) => `<div>${label}</div>`).join('')}</div>${rows.join('')}</div>`;
  },
  cards(printed, words, decorations) {
    const cards = printed.map((key) => {
      const created = decorations.hasCreated ? `<dt>${words.created}</dt><dd>${key.created}</dd>` : '';
      return `<article><h3>${key.title}</h3><dl>${created}<dt>${words.expiry}</dt><dd>${key.expiry}</dd></dl>${buttons(decorations)}</article>`;
    });
    return cards.join('');
  },
  sentences(printed, words, decorations) {
    const cards = printed.map((key) => {
      const created = decorations.hasCreated ? `<p>Created on ${key.created}</p>` : '';
      return `<section><h3>${key.title}</h3>${created}<p>${said(key, words)}</p>${buttons(decorations)}</section>`;
    });
    return cards.join('');
  },
  items(printed, words, decorations) {
    const items = printed.map(
      (key) => `<li><strong>${key.title}</strong> <span>${said(key, words)}</span> ${buttons(decorations)}</li>`,
    );
    return `<ul>${items.join('')}</ul>`;
  },
  dots(printed, words) {
    return `<ul>${printed.map((key) => `<li>${key.name} · ${said(key, words)} · Created ${key.created}</li>`).join('')}</ul>`;
  },
  transposed(printed, words, { hasCreated }) {
    const row = (label: string, cell: (key: Printed) => string): string =>
      `<tr><th scope="row">${label}</th>${printed.map((key) => `<td>${cell(key)}</td>`).join('')}</tr>`;
    const created = hasCreated ? row(words.created, (key) => key.created) : '';
    return `<table>${row(words.name, (key) => key.title)}${created}${row(words.expiry, (key) => key.expiry)}</table>`;
  },
  terms(printed, words) {
    return `<dl>${printed.map((key) => `<dt>${key.name}</dt><dd>${said(key, words)}</dd>`).join('')}</dl>`;
  },
  headings(printed, words, decorations) {
    const created = ({ created: day }: Printed): string =>
      decorations.hasCreated ? `<dt>${words.created}</dt><dd>${day}</dd>` : '';
    return printed
      .map((key) => `<h3>${key.name}</h3><dl>${created(key)}<dt>${words.expiry}</dt><dd>${key.expiry}</dd></dl>`)
      .join('');
  },
  lines(printed, words, decorations) {
    const line = (label: string, value: string): string => `<div><span>${label}</span><span>${value}</span></div>`;
    const cards = printed.map(
      (key) =>
        `<div>${line(words.name, key.name)}${line(words.created, key.created)}${line(words.expiry, key.expiry)}${buttons(decorations)}</div>`,
    );
    return cards.join('');
  },
  pairs(printed, words, decorations) {
    const lists = printed.map(
      (key) =>
        `<dl><dt>${words.name}</dt><dd>${key.name}</dd><dt>${words.created}</dt><dd>${key.created}</dd><dt>${words.expiry}</dt><dd>${key.expiry}</dd></dl>${buttons(decorations)}`,
    );
    return lists.map((list) => `<div>${list}</div>`).join('');
  },
};

function dayOf(day: number): Date {
  return new Date(day * DAY);
}

/** A key as it is printed on one page. */
interface Print {
  form: DateForm;
  words: Words;
  decorations: Decorations;
}

function printed({ name, expiry, created }: Key, place: number, { form, words, decorations }: Print): Printed {
  const time = expiry ? `${two(Math.floor(expiry.minute / 60))}:${two(expiry.minute % 60)}` : '';
  const withRelative = EXPIRY_FORMS[decorations.expiry]!;
  return {
    name,
    title: NAME_FORMS[decorations.name]!(name, place),
    expiry: expiry ? withRelative(form.print(dayOf(expiry.day), time), relativeTo(expiry.day)) : words.never,
    isNever: !expiry,
    created: form.print(dayOf(created), '09:30'),
  };
}

/** "in 12 days", "3 days ago" */
function relativeTo(day: number): string {
  const days = day - Math.floor((NOW + OFFSET) / DAY);
  return days < 0 ? `${-days} days ago` : `in ${days} days`;
}

function instantOf({ name, expiry }: Key, { hasTime }: DateForm): RandomPage['keys'][number] {
  if (!expiry) return { name };
  const instant = expiry.day * DAY - OFFSET + (hasTime ? expiry.minute * 60_000 : 0);
  return { name, expiresAt: new Date(instant).toISOString() };
}

function wrapped(html: string, levels: number): string {
  return '<div>'.repeat(levels) + html + '</div>'.repeat(levels);
}

function pageWith(title: string, heading: string, main: string): string {
  return `<!doctype html><html lang="en"><head><title>${title}</title></head><body><header><nav><a href="/">Home</a> <a href="/datasets">Datasets</a></nav></header><main><h1>${heading}</h1>${main}</main><footer>© 2026 Government of Singapore</footer></body></html>`;
}

const parts = fc.record({
  shape: fc.constantFrom(...Object.keys(SHAPES)),
  form: fc.constantFrom(...DATE_FORMS),
  words,
  decorations,
  keys,
});

/** Pages that list keys. */
export const listsOfKeys: fc.Arbitrary<RandomPage> = parts.map(({ shape, form, words, decorations, keys }) => {
  const list = SHAPES[shape]!(
    keys.map((key, place) => printed(key, place, { form, words, decorations })),
    words,
    decorations,
  );
  const whole = AROUND[decorations.around]!(wrapped(list, decorations.wrappers));
  const main = `<button>Create API key</button>${decorations.about}${whole}${decorations.beside}`;
  return {
    url: 'https://data.gov.sg/admin/api-keys',
    html: pageWith('Admin dashboard', decorations.heading, main),
    keys: keys.map((key) => instantOf(key, form)),
  };
});

const OTHER_SUBJECTS = [
  { heading: 'Datasets', url: 'https://data.gov.sg/admin/datasets', name: 'Dataset' },
  { heading: 'Active sessions', url: 'https://data.gov.sg/account/sessions', name: 'Device' },
  { heading: 'Certificates', url: 'https://data.gov.sg/admin/certificates', name: 'Certificate' },
  { heading: 'Team members', url: 'https://data.gov.sg/admin/members', name: 'Member' },
  { heading: 'How to create API keys', url: 'https://data.gov.sg/guides/api-keys', name: 'Key Name' },
];

/** Pages that list something else in the same ways. */
export const listsOfOthers: fc.Arbitrary<RandomPage> = fc
  .record({ page: parts, subject: fc.constantFrom(...OTHER_SUBJECTS) })
  .map(({ page: { shape, form, words, decorations, keys }, subject }) => {
    const list = SHAPES[shape]!(
      keys.map((key, place) => printed(key, place, { form, words, decorations })),
      { ...words, name: subject.name },
      decorations,
    );
    const html = pageWith(subject.heading, subject.heading, wrapped(list, decorations.wrappers));
    return { url: subject.url, html, keys: [] };
  });
