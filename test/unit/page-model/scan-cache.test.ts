// @vitest-environment happy-dom
import fc from 'fast-check';
import { Window } from 'happy-dom';
import { expect, it, vi } from 'vitest';
import { forgetChanged } from '../../../utils/page-model/snapshot';
import { ScanCache } from '../../../utils/page-model/scan-cache';
import { readTab, type ApiKeysTab } from '../../../utils/site/tab';
import { htmlOf } from '../../support/expected-pages';
import { randomCases } from '../random-cases';

const NOW = Date.parse('2026-08-07T04:00:00Z');
const URL = 'https://data.gov.sg/admin/api-keys';
/** A page of each structure that the reader knows; what changes without a notice, such as a field's value, among them. */
const NAMES = [
  'account-switcher',
  'cards-article-dl',
  'dl-flat',
  'grid-flat-cells',
  'inputs-inline-edit',
  'div-rows-headerless',
  'list-middle-dots',
  'lists-per-agency',
  'search-filter',
  'table-two-header-rows',
  'tables-beside-access-maintenance',
  'tabpanels-others-hidden',
];

function open(name: string): { page: Document; window: Window } {
  const window = new Window({ url: URL });
  window.document.write(htmlOf(name).replaceAll(/<script[^]*?<\/script>/g, ''));
  return { page: window.document as never, window };
}

const told = (tab: ApiKeysTab | undefined) => ({
  isCertain: tab?.isCertain,
  kind: tab?.list?.kind,
  complete: tab?.list?.complete,
  account: tab?.list?.account,
  keys: tab?.list?.rows.map(({ name, expiry, createdAt }) => ({ name, expiry, createdAt })),
});

/** One change of a page, as a framework or a person brings it about; `index` picks the element. */
const CHANGES: Record<string, (element: Element) => void> = {
  text: (element) => (element.textContent = '12 Mar 2031, 18:00'),
  remove: (element) => element.remove(),
  copy: (element) => element.after(element.cloneNode(true)),
  move: (element) => element.parentElement!.append(element),
  hide: (element) => element.toggleAttribute('hidden'),
  role: (element) => element.setAttribute('role', 'row'),
};

it.each(NAMES)('a look at the page %s after any changes says the same as one that remembers nothing', (name) => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(...Object.keys(CHANGES)), fc.nat()), { minLength: 1, maxLength: 6 }),
      (changes) => {
        const { page, window } = open(name);
        const memory = new ScanCache();
        const observer = new window.MutationObserver(() => undefined);
        observer.observe(page.documentElement as never, {
          subtree: true,
          childList: true,
          characterData: true,
          attributes: true,
        });
        const scan = () => memory.scan(() => readTab({ page, url: URL, now: NOW }));
        scan();
        for (const [change, index] of changes) {
          const elements = page.body.querySelectorAll('*');
          const element = elements[index % elements.length];
          if (element) CHANGES[change]!(element);
          forgetChanged(memory, observer.takeRecords() as never);
          expect(told(scan())).toEqual(told(readTab({ page, url: URL, now: NOW })));
        }
        window.happyDOM.abort();
      },
    ),
    { numRuns: randomCases(12) },
  );
});

it.each(NAMES)('a look at the page %s that is cut off while that changes says the same as one that is not', (name) => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(...Object.keys(CHANGES)), fc.nat(), fc.integer({ min: 1, max: 40 })), {
        minLength: 1,
        maxLength: 6,
      }),
      (changes) => {
        const { page, window } = open(name);
        const memory = new ScanCache();
        const observer = new window.MutationObserver(() => undefined);
        observer.observe(page.documentElement as never, {
          subtree: true,
          childList: true,
          characterData: true,
          attributes: true,
        });
        let clock = 0;
        const now = vi.spyOn(performance, 'now').mockImplementation(() => (clock += 1));
        const slice = (): { tab: ApiKeysTab | undefined } | undefined =>
          memory.scan(() => ({ tab: readTab({ page, url: URL, now: NOW }) }), 20);
        for (const [change, index, slices] of changes) {
          for (let count = 0; count < slices; count++) slice();
          const elements = page.body.querySelectorAll('*');
          const element = elements[index % elements.length];
          if (element) CHANGES[change]!(element);
          forgetChanged(memory, observer.takeRecords() as never);
        }
        let seen = slice();
        for (let count = 0; !seen && count < 1_000; count++) seen = slice();
        expect(told(seen!.tab)).toEqual(told(readTab({ page, url: URL, now: NOW })));
        now.mockRestore();
        window.happyDOM.abort();
      },
    ),
    { numRuns: randomCases(12) },
  );
});

it.each(['dates-relative', 'cards-expiry-in-footer', 'status-column-tells-expiry'])(
  'a look at the page %s on another day says the same as one that remembers nothing',
  (name) => {
    const { page, window } = open(name);
    const memory = new ScanCache();
    const lookAt = (now: number): object => told(memory.scan(() => readTab({ page, url: URL, now })));
    const first = lookAt(NOW);
    const later = NOW + 3 * 86_400_000;
    expect(lookAt(later)).toEqual(told(readTab({ page, url: URL, now: later })));
    expect(lookAt(later)).not.toEqual(first);
    window.happyDOM.abort();
  },
);

it.each([3, 0])(
  'a look that is cut off time and again, with %i ms for each part of it, ends and says the same',
  (slice) => {
    const { page } = open('table-two-header-rows');
    const memory = new ScanCache();
    let clock = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => (clock += 1));
    let tab: ApiKeysTab | undefined;
    let looks = 0;
    while (!tab && looks < 10_000) {
      looks++;
      tab = memory.scan(() => readTab({ page, url: URL, now: NOW }), slice);
    }
    expect(looks).toBeGreaterThan(2);
    expect(told(tab)).toEqual(told(readTab({ page, url: URL, now: NOW })));
  },
);
