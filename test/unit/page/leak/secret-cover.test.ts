// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { SecretCovers } from '../../../../utils/page/leak/secret-cover';
import { FAKE_SECRET } from '../../../browser/support/fake-secret';
import { knownPage, snapshotOf } from '../../../support/known-page';

const MANY = 50;
/** How long (ms) each look at the clock seems to take: longer than a search may take at once. */
let betweenLooks = 0;
let now = 0;

beforeEach(() => {
  now = 0;
  betweenLooks = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => (now += betweenLooks));
});
afterEach(() => {
  vi.restoreAllMocks();
  document.body.replaceChildren();
});

function drawSecrets(): HTMLElement {
  const list = document.createElement('ul');
  list.innerHTML = `<li>${FAKE_SECRET}</li>`.repeat(MANY);
  document.body.prepend(list);
  return list;
}

function newCovers(): SecretCovers {
  const live = { page: document, snapshot: () => snapshotOf(document) };
  return new SecretCovers(live, () => knownPage(document));
}

function scanWhole(covers: SecretCovers): number {
  const scan = covers.scan();
  for (let tasks = 0; ; tasks++) {
    const { done, value } = scan.next();
    if (done) {
      covers.show(value);
      return tasks;
    }
  }
}

/** The page changes before the first task of the scan is over. */
function abandonScan(covers: SecretCovers): void {
  covers.scan().next();
}

it('a search for secrets that the page interrupted is no longer at once than others, and gives what it found', () => {
  const covers = newCovers();
  drawSecrets();
  abandonScan(covers);
  betweenLooks = 1;
  const scan = covers.scan();
  scan.next();
  const inBurst = covers.layers.length;
  expect(inBurst).toBeGreaterThan(0);
  expect(inBurst).toBeLessThan(10);
  covers.clear();
});

it('a secret that an interrupted search has not come to keeps its cover', () => {
  const covers = newCovers();
  const list = drawSecrets();
  scanWhole(covers);
  const shown = covers.layers.length;
  expect(shown).toBeGreaterThan(10);
  for (let times = 0; times < 3; times++) {
    list.prepend(Object.assign(document.createElement('li'), { textContent: 'A line that comes while it searches' }));
    abandonScan(covers);
    betweenLooks = 1;
    covers.scan().next();
    expect(covers.layers).toHaveLength(shown);
  }
  covers.clear();
});

it('a search that is through at last removes the covers of what is no secret any more', () => {
  const covers = newCovers();
  const list = drawSecrets();
  scanWhole(covers);
  list.replaceChildren(...[...list.children].slice(0, 3));
  list.firstElementChild!.textContent = 'No secret';
  abandonScan(covers);
  betweenLooks = 10;
  expect(scanWhole(covers)).toBeGreaterThan(0);
  expect(covers.layers).toHaveLength(2);
  covers.clear();
});

it('a secret in a change that takes long to be read is covered before the next paint all the same', () => {
  const readSlowly = (): ReturnType<typeof knownPage> => {
    now += 100;
    return knownPage(document);
  };
  const covers = new SecretCovers({ page: document, snapshot: () => snapshotOf(document) }, readSlowly);
  covers.coverAtOnce({ isOn: true });
  const [secret] = drawSecrets().children;
  covers.coverChanged([{ type: 'characterData', target: secret!, addedNodes: [] } as never]);
  expect(covers.layers).toHaveLength(1);
  covers.clear();
});
