/** What the measured pages have as `window.bench`. All times are ms. */
export interface Instruments {
  /** The sum of the layout shifts so far (https://web.dev/articles/cls, without its windows). */
  layoutShift: number;
  /** How long long tasks (over 50 ms) took so far. */
  longTasks: number;
  /** From the first paint of the page, with its first row, until the first badge was painted; absent without one. */
  badgeAfter?: number;
  /**
   * The longest that anything had to wait for the page since it was parsed; absent where {@link watchBlocks} was not
   * called.
   */
  longestBlock?: number;
  /** From now on, has a worker send word every 2 ms, which waits as long as the page is busy. */
  watchBlocks(): void;
  /** Resolves once there are so many badges, and for 400 ms nothing has come of them. */
  badged(count: number): Promise<void>;
  /**
   * How far (px) the row that moved most up or down is from where it was first, and the cell that moved most sideways.
   */
  moved(): { rows: number; cells: number };
  /** Draws a row again, and resolves to how long it took until the row, or its badge again, was painted. */
  redrawRow(withBadge: boolean): Promise<number>;
  /** Changes the page 1,000 times where no key is: 50 texts every 10 ms. */
  storm(): Promise<void>;
  /** Resolves to the time from the next click until an element that matches was painted. */
  timeToAnswer(selector: string): Promise<number>;
}

/** Runs within the measured pages, before all that they show: so it may use nothing from outside of itself. */
export function instruments(): void {
  const painted = (): Promise<number> =>
    new Promise((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.addEventListener('message', () => resolve(performance.now()));
        port1.start();
        port2.postMessage(0);
      });
    });
  /** Resolves once there is an element that matches and has been painted. */
  const appeared = async (root: Document | Element, selector: string): Promise<number> => {
    await new Promise<void>((resolve) => {
      const look = (): void => {
        if (!root.querySelector(selector)) return;
        observer.disconnect();
        resolve();
      };
      const observer = new MutationObserver(look);
      observer.observe(root, { subtree: true, childList: true });
      look();
    });
    return painted();
  };
  const observe = (type: string, note: (entry: any) => void): void => {
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  };
  const places = (selector: string, side: 'top' | 'left'): number[] =>
    [...document.querySelectorAll(selector)].map((element) => element.getBoundingClientRect()[side]);
  const firstPlaces = { rows: [] as number[], cells: [] as number[] };
  const placesNow = (): typeof firstPlaces => ({
    rows: places('#keys tr', 'top'),
    cells: places('#keys tr:first-child > *', 'left'),
  });
  const furthest = (now: number[], before: number[]): number =>
    Math.max(0, ...now.map((place, index) => Math.abs(place - (before[index] ?? place))));

  const bench: Instruments = {
    layoutShift: 0,
    longTasks: 0,
    watchBlocks() {
      const now = (): number => performance.timeOrigin + performance.now();
      let isParsed = false;
      addEventListener('DOMContentLoaded', () => setTimeout(() => (isParsed = true)));
      // Its clock goes on while the page is busy, and it leaves the page its idle time.
      const source = 'setInterval(() => postMessage(performance.timeOrigin + performance.now()), 2)';
      const clock = new Worker(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })));
      clock.addEventListener('message', ({ data: sentAt }) => {
        if (isParsed) bench.longestBlock = Math.max(bench.longestBlock ?? 0, now() - sentAt);
      });
    },
    badged: (count) =>
      new Promise((resolve) => {
        const check = (): void => {
          if (document.querySelectorAll('key-expiry-badge').length === count) setTimeout(resolve, 400);
          else setTimeout(check, 50);
        };
        check();
      }),
    moved: () => {
      const { rows, cells } = placesNow();
      return { rows: furthest(rows, firstPlaces.rows), cells: furthest(cells, firstPlaces.cells) };
    },
    async redrawRow(withBadge) {
      const row = document.querySelector('#keys tbody tr:nth-child(3)')!;
      const copy = row.cloneNode(true) as Element;
      copy.querySelector('key-expiry-badge')?.remove();
      const start = performance.now();
      row.replaceWith(copy);
      return (await (withBadge ? appeared(copy, 'key-expiry-badge') : painted())) - start;
    },
    // With timers rather than `await`, whose script a trace could not tell from the extension's.
    storm: () =>
      new Promise((resolve) => {
        const text = document.querySelector('#unrelated span')!;
        const step = (changes: number): void => {
          for (let change = 0; change < 50; change++) text.textContent = String(changes + change);
          if (changes < 950) setTimeout(step, 10, changes + 50);
          else resolve();
        };
        step(0);
      }),
    timeToAnswer: (selector) =>
      new Promise((resolve) => {
        addEventListener(
          'click',
          ({ timeStamp }) => void appeared(document, selector).then((at) => resolve(at - timeStamp)),
          { capture: true, once: true },
        );
      }),
  };
  (window as never as { bench: Instruments }).bench = bench;
  performance.mark('bench:start');

  observe('layout-shift', ({ value, hadRecentInput }) => {
    if (!hadRecentInput) bench.layoutShift += value;
  });
  observe('longtask', ({ duration }) => {
    bench.longTasks += duration;
  });
  observe('paint', ({ name, startTime }) => {
    const row = document.querySelector('#keys tbody tr');
    if (!row || name !== 'first-contentful-paint') return;
    void appeared(row, 'key-expiry-badge').then((at) => {
      bench.badgeAfter = at - startTime;
    });
  });
  addEventListener('DOMContentLoaded', () => {
    Object.assign(firstPlaces, placesNow());
  });
}
