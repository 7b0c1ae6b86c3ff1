import { createElement as h, Fragment, lazy, Suspense, useEffect } from 'react';
import { KEYS } from './keys.mjs';

/** A component that returns a text, as those that format dates do: React compares it as a node of its own. */
function FormattedDate({ value }) {
  return value;
}

/** Each form in which React prints a date, since it compares each in another way. */
const FORMS = [
  (date) => date,
  (date) => h(FormattedDate, { value: date }),
  (date) => h('span', null, date),
  (date) => h('div', null, h('time', null, date), h('br')),
];

/** Says in `window` that React has taken over what the component is in. */
function useTakeover() {
  useEffect(() => {
    window.isTakenOver = true;
  }, []);
}

export function Table() {
  useTakeover();
  const rows = FORMS.flatMap((print, index) =>
    KEYS.map(({ name, created, expires }) =>
      h(
        'tr',
        { key: name + index },
        h('td', null, `${name}-${index}`),
        h('td', null, created),
        h('td', null, print(expires)),
        h('td', null, h('button', null, 'Delete')),
      ),
    ),
  );
  const header = ['Key Name', 'Created', 'Expiration', ''].map((label) => h('th', { key: label }, label));
  return h('table', null, h('thead', null, h('tr', null, header)), h('tbody', null, rows));
}

const Note = () => h('input', { id: 'note', placeholder: 'Note' });

/** All of it in one root. */
export const WholeList = () => h(Fragment, null, h(Note), h(Table));

/** Parts that are streamed, and taken over each in its own turn: once `load` resolves to them. */
export function SplitList({ load }) {
  const Part = lazy(async () => ({ default: await load() }));
  return () => h('div', null, h(Note), h(Suspense, { fallback: h('p', null, 'Loading') }, h(Part)));
}

/** A part that is taken over to half, and then waits for what is after the table. */
export function HalfList({ load }) {
  const Part = lazy(async () => ({ default: await load() }));
  return () => h('div', null, h(Note), h(Suspense, { fallback: h('p', null, 'Loading') }, h(Table), h(Part)));
}

export const Footnote = () => h('p', null, 'Keys work until 18:00 SGT.');

/** All of a page in one root, as Next’s app router has it. */
export const WholePage = () =>
  h(
    'html',
    { lang: 'en' },
    h('head', null, h('title', null, 'API Keys | data.gov.sg'), h('script', { src: '/frameworks.js' })),
    h('body', null, h('main', null, h('h1', null, 'API Keys'), h(WholeList))),
  );
