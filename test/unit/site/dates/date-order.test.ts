// @vitest-environment happy-dom
import { Window } from 'happy-dom';
import { expect, it } from 'vitest';
import { PageSnapshot } from '../../../../utils/page-model/page-snapshot';
import { toItsEnd } from '../../../../utils/page-model/steps';
import { readTabInSteps } from '../../../../utils/site/tab';
import { keysOf, listIn, NOW, TAB, table } from '../../../support/read-markup';

/* All numeric dates of a page are printed one way: what can be read in one way only tells how to read the others. */

const OTHERS = table('Key Name | Expires', 'gazette-uploader | 1/5/2032', 'rainfall-sync | 02/03/2032');
const MONTH_FIRST = ['gazette-uploader: 2032-01-05', 'rainfall-sync: 2032-02-03'];
const DAY_FIRST = ['gazette-uploader: 2032-05-01', 'rainfall-sync: 2032-03-02'];
/** As OTHERS, each with a tooltip. */
const WITH_TITLE = OTHERS.replace('1/5/2032', '<span title="Monday, January 5, 2032">1/5/2032</span>');
const DOUBTFUL = DAY_FIRST.map((key) => `${key}?`);

it.each([
  [
    'the expiry of another key',
    OTHERS.replace('</tbody>', '<tr><td>coastal-cams</td><td>12/31/2031</td></tr></tbody>'),
    [...MONTH_FIRST, 'coastal-cams: 2031-12-31'],
  ],
  [
    'two digits for the year',
    OTHERS.replace('</tbody>', '<tr><td>coastal-cams</td><td>12/31/31</td></tr></tbody>'),
    [...MONTH_FIRST, 'coastal-cams: 2031-12-31'],
  ],
  ['its own tooltip', WITH_TITLE, MONTH_FIRST],
  [
    'the creation',
    table(
      'Key Name | Created | Expires',
      'gazette-uploader | 10/25/2026 | 1/5/2032',
      'rainfall-sync | 11/02/2026 | 02/03/2032',
    ),
    MONTH_FIRST,
  ],
  [
    'the last use, with its time',
    table(
      'Key Name | Last used | Expires',
      'gazette-uploader | Never | 1/5/2032',
      'rainfall-sync | 11/20/2026, 6:05 PM | 02/03/2032',
    ),
    MONTH_FIRST,
  ],
  [
    'dashes',
    table(
      'Key Name | Created | Expires',
      'gazette-uploader | 10-25-2026 | 01-05-2032',
      'rainfall-sync | 11-02-2026 | 02-03-2032',
    ),
    MONTH_FIRST,
  ],
  [
    'dots',
    table(
      'Key Name | Created | Expires',
      'gazette-uploader | 10.25.2026 | 01.05.2032',
      'rainfall-sync | 11.02.2026 | 02.03.2032',
    ),
    MONTH_FIRST,
  ],
  [
    'a label',
    table('Key Name | Expires (MM/DD/YYYY)', 'gazette-uploader | 1/5/2032', 'rainfall-sync | 02/03/2032'),
    MONTH_FIRST,
  ],
  [
    'a label of another column',
    table(
      'Key Name | Created (m/d/yy) | Expires',
      'gazette-uploader | 1/2/26 | 1/5/32',
      'rainfall-sync | 1/2/26 | 02/03/32',
    ),
    MONTH_FIRST,
  ],
  ['a hint above the list', `<p>Dates are shown as MM-DD-YYYY.</p>${OTHERS}`, MONTH_FIRST],
  ['what stands elsewhere on the page', `${OTHERS}<p>Last updated 11/21/2026</p>`, MONTH_FIRST],
  [
    'a sentence, where no other date tells',
    `<p>The upload API moves to a new address on 12/24/2026.</p>${OTHERS}`,
    MONTH_FIRST,
  ],
  [
    'dashes, with two digits for the year',
    table(
      'Key Name | Created | Expires',
      'gazette-uploader | 10-25-26 | 01-05-32',
      'rainfall-sync | 11-02-26 | 02-03-32',
    ),
    MONTH_FIRST,
  ],
  [
    'weekdays',
    table('Key Name | Expires', 'gazette-uploader | Mon 1/5/2032', 'rainfall-sync | Tue, 02/03/2032'),
    MONTH_FIRST,
  ],
  [
    'cards',
    '<ul><li><h3>gazette-uploader</h3><p>Expires 1/5/2032</p></li><li><h3>rainfall-sync</h3><p>Expires 02/03/2032</p><p>Created 10/25/2026</p></li></ul>',
    MONTH_FIRST,
  ],
  [
    'records',
    '<dl><dt>Key name</dt><dd>gazette-uploader</dd><dt>Created</dt><dd>10/25/26</dd><dt>Expires</dt><dd>1/5/32</dd></dl><dl><dt>Key name</dt><dd>rainfall-sync</dd><dt>Created</dt><dd>2/3/26</dd><dt>Expires</dt><dd>2/3/32</dd></dl>',
    MONTH_FIRST,
  ],
])('dates are read month first, as the page proves: %s', (_, main, keys) => {
  const list = listIn({ main });
  expect(keysOf(list)).toEqual(keys);
  expect(list?.dateOrder).toBe('month-first');
});

it('the creation of a key is read month first, too, once its expiry proves the order', () => {
  const list = listIn({ main: table('Key Name | Created | Expires', 'gazette-uploader | 10/5/2026 | 12/31/2032') });
  expect(list?.rows[0]?.createdAt).toBe(Date.parse('2026-10-05T00:00:00+08:00'));
});

it.each([
  ['its own tooltip', WITH_TITLE.replace('January 5', 'May 1')],
  ['two digits for the year behind dots', `${OTHERS}<p>Issued on 27.03.26</p>`],
])('dates are read day first, as the page proves: %s', (_, main) => {
  const list = listIn({ main });
  expect(keysOf(list)).toEqual(DAY_FIRST);
  expect(list?.dateOrder).toBe('day-first');
});

it.each([
  [
    'the creation',
    table(
      'Key Name | Created | Expires',
      'gazette-uploader | 25/10/2026 | 1/5/2032',
      'rainfall-sync | 11/02/2026 | 02/03/2032',
    ),
  ],
  [
    'dots',
    table(
      'Key Name | Created | Expires',
      'gazette-uploader | 25.10.2026 | 01.05.2032',
      'rainfall-sync | 11.02.2026 | 02.03.2032',
    ),
  ],
  ['a label', table('Key Name | Expires (DD/MM/YYYY)', 'gazette-uploader | 1/5/2032', 'rainfall-sync | 02/03/2032')],
  [
    'the last use',
    table(
      'Key Name | Last used | Expires',
      'gazette-uploader | Never | 1/5/2032',
      'rainfall-sync | 20/11/26 18:05 | 02/03/2032',
    ),
  ],
  [
    'cards',
    '<article><h2>gazette-uploader</h2><p>Created on 25/10/2026</p><p>Expires on 1/5/2032</p></article><article><h2>rainfall-sync</h2><p>Expires on 02/03/2032</p></article>',
  ],
  ['what stands elsewhere on the page', `${OTHERS}<p>Last updated: 21/11/2026</p>`],
  // What people name their keys is not how the page prints.
  ['its own dates, whatever a name says', `${OTHERS}<p>Last updated: 21/11/2026</p><p>Batch of 12/24/2026</p>`],
])('dates are read day first without doubt, as the page proves: %s', (_, main) => {
  const list = listIn({ main });
  expect(keysOf(list)).toEqual(DAY_FIRST);
  expect(list?.dateOrder).toBe('day-first');
});

it.each([
  ['no other date', OTHERS],
  ['dates that contradict each other', `<p>Created 25/10/2026</p><p>Updated 10/26/2026</p>${OTHERS}`],
  ['dates with the year first', `${OTHERS}<p>Last updated 2026-11-29</p><p>Created 2026/10/25</p>`],
  ['dates in words', `${OTHERS}<p>Last updated 25 Oct 2026</p>`],
  ['days that no month has', `<p>Created 02/31/2026</p>${OTHERS}`],
  [
    'versions and numbers',
    `<p>Version 1.15.26</p><p>10.25.7</p><p>Build 3/14/15/9</p><p>Call 6-25-2034-1</p>${OTHERS}`,
  ],
  ['days that are months as well', `<p>Created 11/10/2026</p><p>Updated 12/12/2026</p>${OTHERS}`],
  ['an example in code', `<a href="/x?from=12/25/2026">Usage</a>${OTHERS}`],
])('dates are read day first, in doubt, if nothing proves their order: %s', (_, main) => {
  const list = listIn({ main });
  expect(keysOf(list)).toEqual(DOUBTFUL);
  expect(list).not.toHaveProperty('dateOrder');
});

it('dates are read in the order that was proved on their list before, if the page proves none', () => {
  const list = listIn({ main: OTHERS, knownDateOrder: 'month-first' });
  expect(keysOf(list)).toEqual(MONTH_FIRST);
  expect(list).not.toHaveProperty('dateOrder');
  expect(keysOf(listIn({ main: OTHERS, knownDateOrder: 'day-first' }))).toEqual(DAY_FIRST);
});

it('dates are read in the order that the page proves, not in the one that was proved before', () => {
  expect(keysOf(listIn({ main: `${OTHERS}<p>Last updated: 21/11/2026</p>`, knownDateOrder: 'month-first' }))).toEqual(
    DAY_FIRST,
  );
});

it('remembered rows are read again once the order of dates is known, or a new date proves it', () => {
  const window = new Window({ url: TAB });
  window.document.write(
    `<!doctype html><title>API Keys</title><body><main><h1>API Keys</h1>${OTHERS}<p id="last">Last updated today</p></main></body>`,
  );
  const page = window.document as never as Document;
  const snapshot = new PageSnapshot(page);
  const scan = (knownDateOrder?: 'month-first'): string[] =>
    keysOf(toItsEnd(readTabInSteps(snapshot, snapshot.update(), { url: TAB, now: NOW, knownDateOrder }))?.list);
  expect(scan()).toEqual(DOUBTFUL);
  expect(scan('month-first')).toEqual(MONTH_FIRST);
  expect(scan()).toEqual(DOUBTFUL);
  const observer = new window.MutationObserver(() => undefined);
  observer.observe(window.document.body, { subtree: true, childList: true });
  page.getElementById('last')!.textContent = 'Last updated 11/21/2026';
  snapshot.forgetChanged(observer.takeRecords() as never);
  expect(scan()).toEqual(MONTH_FIRST);
  window.happyDOM.abort();
});
