import { mayBeTab } from '../site/may-be-tab';

/*
 * What runs on every page of data.gov.sg. It observes no node, and asks for no layout. What it listens to:
 *
 * - `currententrychange` of the Navigation API: every client-side navigation, however the page brings it about. Where a
 *   browser lacks it (Firefox before 147), `popstate` and `hashchange`, and the presses for the rest.
 * - presses: a page's tabs may change what it shows without an address of their own.
 *
 * Titles may come late, with what the page fetches. After each of these it is therefore looked a few times more, ever
 * more rarely, and no more after a minute.
 */

/** How long (ms) after a load, a navigation or a press a page is looked at again. */
const LATE_LOOKS = [100, 400, 1_000, 2_500, 6_000, 14_000, 30_000, 60_000];

/** A page that has not finished loading by then (ms) is looked at all the same. */
const LONGEST_LOAD = 3_000;
/** How long an idle moment is waited for once the page has loaded, in ms. */
const LONGEST_IDLE_WAIT = 300;

/** Resolves as soon as a page may be the API Keys tab, and leaves nothing behind; never once `signal` is aborted. */
export function noticeTab(page: Document, isAlive: () => boolean, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const notice = new AbortController();
    const end = AbortSignal.any([signal, notice.signal]);
    let timer: ReturnType<typeof setTimeout> | undefined;
    let seen = '';
    /** A late look is only worth it where the page has other elements, or another title, than before. */
    const look = (isLate = false): void => {
      const state = `${page.getElementsByTagName('*').length} ${page.title}`;
      if ((isLate && state === seen) || !mayBeTab(page, page.URL) || !isAlive()) {
        seen = state;
        return;
      }
      notice.abort();
      resolve();
    };
    const lookLater = (isSeen: boolean, index = 0): void => {
      clearTimeout(timer);
      const at = LATE_LOOKS[index];
      if (at === undefined || end.aborted) return;
      timer = setTimeout(() => {
        // A press may change what is there already; and the last look tells what may have been missed.
        look(isSeen && index < LATE_LOOKS.length - 1);
        lookLater(true, index + 1);
      }, at - (LATE_LOOKS[index - 1] ?? 0));
    };
    const lookNowAndLater = (): void => {
      look();
      lookLater(true);
    };
    // The page itself cannot have us look. Whoever types presses often: it is looked once that pauses.
    const onPress = ({ isTrusted }: Event): void => {
      if (isTrusted) lookLater(false);
    };
    end.addEventListener('abort', () => clearTimeout(timer), { once: true });
    for (const type of ['click', 'keyup']) page.addEventListener(type, onPress, { passive: true, signal: end });
    onNavigation(page.defaultView!, lookNowAndLater, end);
    lookNowAndLater();
  });
}

/** Calls `run` after every client-side navigation that a browser tells of, until `signal` is aborted. */
export function onNavigation(view: Window & { navigation?: EventTarget }, run: () => void, signal: AbortSignal): void {
  if (view.navigation) view.navigation.addEventListener('currententrychange', run, { signal });
  else for (const type of ['popstate', 'hashchange']) view.addEventListener(type, run, { signal });
}

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
