// @vitest-environment happy-dom
import { Window } from 'happy-dom';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SLICE } from '../../../utils/page/tasks';
import { watchPage, type Acting, type Watch } from '../../../utils/page/watch';

let life: AbortController;
let page: Document;
let looks: number;

/** Watches an empty page; `act` is what is done after a look, whose number it is given. */
function watchWith(act: (look: number) => Acting<number>, mayBeTab = (): boolean => true): Watch {
  return watchPage(
    page,
    { isAlive: () => true, mayBeTab, read: () => ++looks, act, leave: () => undefined },
    life.signal,
  );
}

describe('a watched page', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    life = new AbortController();
    page = new Window({ url: 'https://data.gov.sg/admin/api-keys' }).document as never;
    looks = 0;
  });
  afterEach(() => {
    life.abort();
    vi.useRealTimers();
  });

  it('is looked at once more where that is asked for while a look is acted upon', async () => {
    const watch = watchWith(function* (look) {
      yield undefined;
      if (look === 1) watch.lookSoon();
      return Infinity;
    });
    await vi.advanceTimersByTimeAsync(2_000);
    expect(looks).toBe(2);
  });

  it('is looked at though it changes between any two tasks', async () => {
    vi.useRealTimers();
    const view = page.defaultView as unknown as { scheduler?: { postTask(run: () => void): void } };
    // Whatever is put off finds the page changed.
    view.scheduler = {
      postTask(run) {
        page.body.append('something new');
        setTimeout(run, 1);
      },
    };
    const takesLong = (): boolean => {
      for (const end = performance.now() + 2 * SLICE; performance.now() < end;);
      return true;
    };
    watchWith(function* () {
      yield undefined;
      return Infinity;
    }, takesLong);
    await vi.waitFor(() => expect(looks).toBeGreaterThan(0));
  });

  it('is looked at again after a look has failed, once it changes', async () => {
    watchWith(function* (look) {
      yield undefined;
      if (look === 1) throw new Error('a page that nobody thought of');
      return Infinity;
    });
    await expect(vi.advanceTimersByTimeAsync(100)).rejects.toThrow('nobody thought of');
    expect(looks).toBe(1);
    page.body.append('something new');
    await vi.advanceTimersByTimeAsync(2_000);
    expect(looks).toBe(2);
  });
});
