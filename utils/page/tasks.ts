/** How long one task may take, in ms: on a computer that is four times slower, half a frame (docs/performance.md). */
export const SLICE = 2;

/** Runs a task after the more urgent ones. Timers that start each other would wait for 4 ms each. */
export function afterTheUrgent(page: Document, run: () => void): void {
  const view = page.defaultView as (Window & { scheduler?: { postTask(run: () => void): Promise<void> } }) | null;
  if (view?.scheduler) void view.scheduler.postTask(run);
  else setTimeout(run);
}

/** Runs a task once the page has been painted, or at once if it is not shown. */
export function afterFrame(page: Document, run: () => void): void {
  const view = page.defaultView as (Window & typeof globalThis) | null;
  if (!view || page.hidden) {
    afterTheUrgent(page, run);
    return;
  }
  // It reports at once, in a task after the frame. An animation frame would come before the layout.
  const painted = new view.IntersectionObserver(() => {
    painted.disconnect();
    run();
  });
  painted.observe(page.documentElement);
}

/** Runs a task after a delay (ms), unless `signal` is aborted before. */
export function later(run: () => void, delay: number, signal: AbortSignal): void {
  const timer = setTimeout(run, delay);
  signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
}

/**
 * Does something with one element of the page. A page can hold elements that nobody thought of, or have removed this
 * one just now: if it throws, only this element goes without, and all others are handled.
 */
export function apart<Result>(run: () => Result): Result | undefined {
  try {
    return run();
  } catch {
    // The next scan tries it again.
    return undefined;
  }
}

/** The same, step by step. */
export function* stepsApart<Step>(steps: Generator<Step, void>): Generator<Step, void> {
  try {
    yield* steps;
  } catch {
    // The next scan tries it again.
  }
}
