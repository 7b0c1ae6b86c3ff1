/** How long one task may take, in ms: on a computer that is four times as slow, half of what one frame has. */
export const SLICE = 2;

/** Runs a task after those that the browser has at hand: a timer would let it wait for 4 ms once there are several. */
export function afterTheUrgent(page: Document, run: () => void): void {
  const view = page.defaultView as (Window & { scheduler?: { postTask(run: () => void): Promise<void> } }) | null;
  if (view?.scheduler) void view.scheduler.postTask(run);
  else setTimeout(run);
}

/** Runs a task once the page has been painted, or at once where it is not shown. */
export function afterFrame(page: Document, run: () => void): void {
  const view = page.defaultView as (Window & typeof globalThis) | null;
  if (!view || page.hidden) {
    afterTheUrgent(page, run);
    return;
  }
  // Tells at once where an element is, in a task behind the frame: an animation frame's would come before it is laid out.
  const painted = new view.IntersectionObserver(() => {
    painted.disconnect();
    run();
  });
  painted.observe(page.documentElement);
}

/**
 * Does something at one element of the page. A page can hold what nobody thought of, or have taken the element away just
 * now: where something is thrown over it that one goes without, and all others are seen to.
 */
export function apart(run: () => void): void {
  try {
    run();
  } catch {
    // The next look tries it again.
  }
}
