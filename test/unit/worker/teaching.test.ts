import { describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { acceptMessage, handle } from '../../../utils/worker/accept-message';
import type { Lesson } from '../../../utils/site/recipe/recipe';
import { RECIPES_KEPT } from '../../../utils/storage/recipes';
import { readStored } from '../../../utils/storage/store';
import { FAKE_SECRET } from '../../browser/support/fake-secret';

const NOW = Date.parse('2026-11-22T04:00Z');
const URL_OF_PAGE = 'https://data.gov.sg/admin/kunci?page=2';
const LESSON: Lesson = {
  levels: [{ tag: 'main', place: 0 }],
  layout: 'rows',
  row: { tag: 'li' },
  stem: [],
  name: { cell: { tag: 'b', place: 0 }, steps: [], from: 'text' },
  expiry: { cell: { tag: 'i', place: 0, label: 'Tamat' }, steps: [], from: 'text' },
};
const own = { id: fakeBrowser.runtime.id, baseUrl: 'chrome-extension://own/' };
const PAGE = { id: own.id, url: URL_OF_PAGE, tab: {} };
const POPUP = { id: own.id, url: `${own.baseUrl}popup.html` };

/** What becomes of a message; `undefined` if it is not accepted. */
async function send(message: object, { sender = PAGE as object, now = NOW, url = URL_OF_PAGE } = {}): Promise<unknown> {
  const accepted = acceptMessage(message, sender, own);
  if (!accepted) return undefined;
  return handle(accepted.message, { url, now }).then(
    (answer) => answer ?? true,
    () => false,
  );
}

const begin = (now = NOW): Promise<unknown> =>
  send({ type: 'beginTeaching', body: { ticket: 7 } }, { sender: POPUP, now });
const teach = (ticket = 7, lesson: object = LESSON): object => ({ type: 'taught', body: { ticket, lesson } });
const stored = async () => (await readStored(NOW)).keys.recipes;

describe('a lesson', () => {
  it('a lesson is stored for the page that sent it, without its page number, once the popup has begun', async () => {
    expect(await begin()).toBe(true);
    expect(await send(teach())).toBe(true);
    expect(await stored()).toEqual([{ ...LESSON, address: '/admin/kunci', taughtAt: NOW }]);
    expect(await send({ type: 'lesson', body: {} })).toMatchObject({ recipe: { address: '/admin/kunci' } });
    expect(await send({ type: 'lesson', body: {} }, { url: 'https://data.gov.sg/admin/usage' })).toEqual({
      recipe: undefined,
    });
  });

  it('a lesson is refused that nobody began, with another number, too late, or a second time', async () => {
    expect(await send(teach())).toBe(false);
    await begin();
    expect(await send(teach(8))).toBe(false);
    expect(await send(teach(), { now: NOW + 31 * 60_000 })).toBe(false);
    expect(await send(teach())).toBe(true);
    expect(await send(teach())).toBe(false);
    expect(await stored()).toHaveLength(1);
  });

  it('a page cannot begin to teach itself, nor forget what was taught', async () => {
    expect(await send({ type: 'beginTeaching', body: { ticket: 7 } })).toBeUndefined();
    expect(await send({ type: 'forgetLesson', body: { address: '/admin/kunci' } })).toBeUndefined();
    expect(await send(teach(), { sender: POPUP })).toBeUndefined();
  });

  it('a lesson with a secret in a text, or of any length, is not accepted', async () => {
    await begin();
    const labelled = (label: string): object => ({
      ...LESSON,
      row: { tag: 'li' },
      columns: { cells: [], nameHeader: label },
    });
    expect(await send(teach(7, labelled(FAKE_SECRET.slice(0, 60))))).toBeUndefined();
    expect(await send(teach(7, labelled('x'.repeat(61))))).toBeUndefined();
    expect(await send(teach(7, { ...LESSON, row: { tag: 'not a tag' } }))).toBeUndefined();
    expect(
      await send(teach(7, { ...LESSON, levels: Array.from({ length: 101 }, () => ({ tag: 'div' })) })),
    ).toBeUndefined();
    expect(await stored()).toBeUndefined();
  });

  it('only the latest pages are kept, and a page that is taught again has one recipe', async () => {
    for (let page = 0; page < RECIPES_KEPT + 3; page++) {
      const now = NOW + page;
      await begin(now);
      await send(teach(), { now, url: `https://data.gov.sg/admin/kunci-${page}` });
    }
    const url = `https://data.gov.sg/admin/kunci-${RECIPES_KEPT + 2}`;
    await begin(NOW + 100);
    await send(teach(), { now: NOW + 100, url });
    const addresses = (await stored())!.map(({ address }) => address);
    expect(addresses).toHaveLength(RECIPES_KEPT);
    expect(new Set(addresses).size).toBe(RECIPES_KEPT);
    expect(addresses).not.toContain('/admin/kunci-2');
  });

  it('a page that does not fit any more is noted once, until it fits again or is forgotten', async () => {
    await begin();
    await send(teach());
    const place = { address: '/admin/kunci' };
    const fail = (now: number): Promise<unknown> => send({ type: 'lessonOutcome', body: { hasFailed: true } }, { now });
    await fail(NOW + 1);
    await fail(NOW + 2);
    expect(await stored()).toMatchObject([{ failedAt: NOW + 1 }]);
    await send({ type: 'sawLessonFail', body: place }, { sender: POPUP });
    expect(await stored()).toMatchObject([{ failedAt: NOW + 1, isFailureSeen: true }]);
    await send({ type: 'lessonOutcome', body: { hasFailed: false } });
    expect(await stored()).toEqual([{ ...LESSON, ...place, taughtAt: NOW }]);
    await send({ type: 'forgetLesson', body: place }, { sender: POPUP });
    expect(await stored()).toBeUndefined();
  });
});
