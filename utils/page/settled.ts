/** A page that has not finished loading by then (ms) is taken for loaded all the same. */
const LONGEST_LOAD = 3_000;
/** How long an idle moment is waited for once the page has loaded, in ms. */
const LONGEST_IDLE_WAIT = 300;

/**
 * Resolves once the page has loaded and rests. Pages that come with their list in the HTML are taken over by their
 * framework at the end of loading; a node of ours in there by then would make it throw the list away and draw it anew
 * (https://react.dev/reference/react-dom/client/hydrateRoot#caveats).
 */
export async function whenSettled({ defaultView, readyState }: Document, signal: AbortSignal): Promise<void> {
  const view = defaultView!;
  if (readyState !== 'complete') {
    await new Promise<void>((resolve) => {
      view.addEventListener('load', () => resolve(), { once: true, signal });
      const timer = setTimeout(resolve, LONGEST_LOAD);
      signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
    });
  }
  await new Promise<void>((resolve) => view.requestIdleCallback(() => resolve(), { timeout: LONGEST_IDLE_WAIT }));
}
