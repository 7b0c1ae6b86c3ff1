import { later } from './tasks';

/** A page that still loads by then (ms) counts as loaded all the same. Chosen, not measured, as is the next one. */
const LONGEST_LOAD = 3_000;
/** How long (ms) to wait for an idle moment once the page has loaded. */
const LONGEST_IDLE_WAIT = 300;

/**
 * Resolves once the page has loaded and is idle. If a page comes with its list in the HTML, its framework takes over at
 * the end of loading; a node of ours in the list would make it discard the list and draw it again
 * (https://react.dev/reference/react-dom/client/hydrateRoot#caveats).
 */
export async function whenSettled({ defaultView, readyState }: Document, signal: AbortSignal): Promise<void> {
  const view = defaultView!;
  if (readyState !== 'complete') {
    await new Promise<void>((resolve) => {
      view.addEventListener('load', () => resolve(), { once: true, signal });
      later(resolve, LONGEST_LOAD, signal);
    });
  }
  await new Promise<void>((resolve) => view.requestIdleCallback(() => resolve(), { timeout: LONGEST_IDLE_WAIT }));
}
