// @vitest-environment happy-dom
import { Window } from 'happy-dom';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Part } from '../../../utils/page-model/part';
import type { ReadingSteps, Steps } from '../../../utils/page-model/steps';
import { SLICE } from '../../../utils/page/tasks';
import type { RenderSteps } from '../../../utils/page/page-handlers';
import { PageWatch } from '../../../utils/page/watch';

let life: AbortController;
let page: Document;
let scans: number;

/** Watches an empty page; `render` gets the number of each scan. */
function watchWith(render: (scan: number) => RenderSteps<number>, mayBeTab = (): boolean => true): PageWatch<number> {
  // eslint-disable-next-line require-yield -- a page that is read in one step
  const read = function* (): Steps<number> {
    return ++scans;
  };
  return new PageWatch(page, { isAlive: () => true, mayBeTab, read, render, leave: () => undefined }, life.signal);
}

describe('a watched page', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    life = new AbortController();
    page = new Window({ url: 'https://data.gov.sg/admin/api-keys' }).document as never;
    scans = 0;
  });
  afterEach(() => {
    life.abort();
    vi.useRealTimers();
  });

  it('a watched page is looked at once more if that is asked for while a look is acted upon', async () => {
    const watch = watchWith(function* (scan) {
      yield undefined;
      if (scan === 1) watch.requestScan();
      return Infinity;
    });
    await vi.advanceTimersByTimeAsync(2_000);
    expect(scans).toBe(2);
  });

  it('a watched page is looked at soon after a change, but for a tenth of the time at most', async () => {
    let spent = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => Date.now() + spent);
    watchWith(function* () {
      spent += 40;
      yield undefined;
      return Infinity;
    });
    const scansAfterChange = async (ms: number): Promise<number> => {
      page.body.append('something new');
      await vi.advanceTimersByTimeAsync(ms);
      return scans;
    };
    await vi.advanceTimersByTimeAsync(100);
    expect(await scansAfterChange(50)).toBe(2);
    expect(await scansAfterChange(300)).toBe(2);
    expect(await scansAfterChange(100)).toBe(3);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await scansAfterChange(50)).toBe(4);
    vi.setSystemTime(Date.now() - 3_600_000);
    expect(await scansAfterChange(1_100)).toBe(5);
  });

  it('a watched page is looked at though it changes between any two tasks', async () => {
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
    await vi.waitFor(() => expect(scans).toBeGreaterThan(0));
  });

  /** Watches an empty page with a reader of which a part is a file of its own. */
  function watchWithPart(load: () => Promise<string>): () => string[] {
    const part = new Part(load);
    const read = function* (): ReadingSteps<string> {
      return yield* part.loaded();
    };
    const rendered: string[] = [];
    const render = function* (scan: string): RenderSteps<number> {
      yield undefined;
      rendered.push(scan);
      return Infinity;
    };
    const handlers = { isAlive: () => true, mayBeTab: () => true, read, render, leave: () => undefined };
    const watch = new PageWatch(page, handlers, life.signal);
    expect(watch).toBeDefined();
    return () => rendered;
  }

  it('a watched page is shown once the part of the reader that it needs is loaded, and not before', async () => {
    let come = (_: string): void => undefined;
    const load = vi.fn<() => Promise<string>>(
      () =>
        new Promise((resolve) => {
          come = resolve;
        }),
    );
    const rendered = watchWithPart(load);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(rendered()).toEqual([]);
    come('the part');
    await vi.advanceTimersByTimeAsync(100);
    expect(rendered()).toEqual(['the part']);
    page.body.append('something new');
    await vi.advanceTimersByTimeAsync(2_000);
    expect(rendered()).toEqual(['the part', 'the part']);
    expect(load).toHaveBeenCalledOnce();
  });

  it('a watched page whose reader’s part cannot be loaded is read again once it changes', async () => {
    const load = vi.fn<() => Promise<string>>().mockRejectedValueOnce(new Error('gone')).mockResolvedValue('the part');
    const rendered = watchWithPart(load);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(rendered()).toEqual([]);
    page.body.append('something new');
    await vi.advanceTimersByTimeAsync(2_000);
    expect(rendered()).toEqual(['the part']);
  });

  it('a watched page is looked at again after a look has failed, once it changes', async () => {
    watchWith(function* (scan) {
      yield undefined;
      if (scan === 1) throw new Error('a page that nobody thought of');
      return Infinity;
    });
    await expect(vi.advanceTimersByTimeAsync(100)).rejects.toThrow('nobody thought of');
    expect(scans).toBe(1);
    page.body.append('something new');
    await vi.advanceTimersByTimeAsync(2_000);
    expect(scans).toBe(2);
  });
});
