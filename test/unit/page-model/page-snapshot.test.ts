// @vitest-environment happy-dom
import fc from 'fast-check';
import { Window } from 'happy-dom';
import { afterEach, expect, it } from 'vitest';
import { PageNode } from '../../../utils/page-model/page-node';
import { PageSnapshot } from '../../../utils/page-model/page-snapshot';
import { toItsEnd, type ReadingSteps } from '../../../utils/page-model/steps';
import { readTabInSteps, type ApiKeysTab } from '../../../utils/site/tab';
import { expectedPages, htmlOf } from '../../support/expected-pages';
import { randomCases } from '../random-cases';

const NOW = Date.parse('2026-08-07T04:00:00Z');
const URL = 'https://data.gov.sg/admin/api-keys';

interface OpenPage {
  page: Document;
  snapshot: PageSnapshot;
  /** Tells the snapshot of all changes since. */
  patch(): void;
}

let windows: Window[] = [];
afterEach(async () => {
  for (const window of windows) await window.happyDOM.abort();
  windows = [];
});

function open(name: string): OpenPage {
  const window = new Window({ url: URL });
  windows.push(window);
  window.document.write(htmlOf(name).replaceAll(/<script[^]*?<\/script>/g, ''));
  const page = window.document as unknown as Document;
  const snapshot = new PageSnapshot(page);
  const observer = new window.MutationObserver(() => undefined);
  observer.observe(page.documentElement as never, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
  });
  return { page, snapshot, patch: () => snapshot.forgetChanged(observer.takeRecords() as never) };
}

function readInSteps(snapshot: PageSnapshot, now = NOW): ReadingSteps<ApiKeysTab | undefined> {
  return readTabInSteps(snapshot, snapshot.update(), { url: URL, now });
}

/** What a node says, down to its texts, and whether each part knows what it is in. */
function outline(node: PageNode): unknown {
  const { tag, kinds, kindsWithin, isSilent, isVolatile, hasLeftOut, text } = node;
  return {
    tag,
    kinds,
    kindsWithin,
    isSilent,
    isVolatile,
    hasLeftOut,
    text,
    longTexts: node.longTexts.map((long) => long.element),
    contents: node.contents.map((part) =>
      part instanceof PageNode
        ? { isInIt: part.parent === node, element: part.element, ...(outline(part) as object) }
        : { text: part.text, isPicture: part.isPicture, element: part.node.element },
    ),
  };
}

function fresh(page: Document): unknown {
  return outline(new PageSnapshot(page).update());
}

const told = (tab: ApiKeysTab | undefined) => ({
  isCertain: tab?.isCertain,
  kind: tab?.list?.kind,
  complete: tab?.list?.complete,
  account: tab?.list?.account,
  keys: tab?.list?.rows.map(({ name, expiry, createdAt }) => ({ name, expiry, createdAt })),
});

function readFresh(page: Document, now = NOW): ReturnType<typeof told> {
  return told(toItsEnd(readInSteps(new PageSnapshot(page), now)));
}

/** One change of a page, as a framework or a person brings it about. */
const CHANGES: Record<string, (element: Element) => void> = {
  text: (element) => (element.textContent = '12 Mar 2031, 18:00'),
  remove: (element) => element.remove(),
  copy: (element) => element.after(element.cloneNode(true)),
  move: (element) => element.parentElement!.append(element),
  hide: (element) => element.toggleAttribute('hidden'),
  role: (element) => element.setAttribute('role', 'row'),
};
const change = fc.record({ name: fc.constantFrom(...Object.keys(CHANGES)), place: fc.nat() });

function apply({ name, place }: { name: string; place: number }, page: Document): void {
  const elements = page.body.querySelectorAll('*');
  const element = elements[place % elements.length];
  if (element) CHANGES[name]!(element);
}

/**
 * Pages of the corpus that a simulated document shows as a browser does: its forms are two objects each. What a style
 * sheet hides within a node counts as hidden until the node changes (unseen.ts).
 */
const PAGES = expectedPages()
  .map(({ name }) => name)
  .filter((name) => !/<iframe|<template|shadow|<form|<style/i.test(htmlOf(name)));
const page = fc.constantFrom(...PAGES);

it('a snapshot patched from random changes of a page of the corpus equals a fresh one', () => {
  fc.assert(
    fc.property(page, fc.array(change, { minLength: 1, maxLength: 6 }), (name, changes) => {
      const { page, snapshot, patch } = open(name);
      snapshot.update();
      for (const one of changes) {
        apply(one, page);
        patch();
        expect(outline(snapshot.update())).toEqual(fresh(page));
      }
    }),
    { numRuns: randomCases(120) },
  );
});

it('a snapshot whose update is abandoned, while the page changes, equals a fresh one in the end', () => {
  const abandoned = fc.record({ change, steps: fc.integer({ min: 0, max: 20 }) });
  fc.assert(
    fc.property(page, fc.array(abandoned, { minLength: 1, maxLength: 6 }), (name, abandonments) => {
      const { page, snapshot, patch } = open(name);
      for (const { change, steps } of abandonments) {
        const update = snapshot.updateInSteps();
        for (let step = 0; step < steps; step++) update.next();
        apply(change, page);
        patch();
      }
      expect(outline(snapshot.update())).toEqual(fresh(page));
    }),
    { numRuns: randomCases(120) },
  );
});

it('keys read from a patched snapshot, after abandoned readings too, are those read from a fresh one', () => {
  const reading = fc.record({ change, steps: fc.integer({ min: 0, max: 60 }) });
  fc.assert(
    fc.property(page, fc.array(reading, { minLength: 1, maxLength: 4 }), (name, readings) => {
      const { page, snapshot, patch } = open(name);
      for (const { change, steps } of readings) {
        const abandoned = readInSteps(snapshot);
        for (let step = 0; step < steps; step++) abandoned.next();
        apply(change, page);
        patch();
        expect(told(toItsEnd(readInSteps(snapshot)))).toEqual(readFresh(page));
      }
    }),
    { numRuns: randomCases(120) },
  );
});

it.each(['dates-relative', 'cards-expiry-in-footer', 'status-column-tells-expiry'])(
  'relative dates on %s are read again on another day, though the page has not changed',
  (name) => {
    const { page, snapshot } = open(name);
    const keysAt = (now: number): object => told(toItsEnd(readInSteps(snapshot, now)));
    const first = keysAt(NOW);
    const later = NOW + 3 * 86_400_000;
    expect(keysAt(later)).toEqual(readFresh(page, later));
    expect(keysAt(later)).not.toEqual(first);
  },
);

it('what has not changed keeps its nodes', () => {
  const { page, snapshot, patch } = open('table-two-header-rows');
  snapshot.update();
  const rows = [...page.querySelectorAll('tr')];
  const before = rows.map((row) => snapshot.nodeOf(row));
  rows.at(-1)!.lastElementChild!.textContent = '12 Mar 2031';
  patch();
  snapshot.update();
  const after = rows.map((row) => snapshot.nodeOf(row));
  expect(after.slice(0, -1)).toEqual(before.slice(0, -1));
  expect(after.at(-1)).not.toBe(before.at(-1));
});
