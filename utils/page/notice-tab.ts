import { isDocumentPath } from '../site/quick-check';

/*
 * What runs on every page of data.gov.sg. It observes no node, asks for no layout, and touches as little of the browser as
 * it can: the first use of a function or of a kind of element takes longer than all that is done with it. What it listens to:
 *
 * - `currententrychange` of the Navigation API: every client-side navigation, however the page brings it about. Where a
 *   browser lacks it (Firefox before 147), `popstate` and `hashchange`, and the presses for the rest.
 * - presses: a page's tabs may change what it shows without an address of their own.
 *
 * Titles may come late, with what the page fetches. After each of these it is therefore looked a few times more, ever
 * more rarely, and no more after a minute. A dataset or a guide, by its address, is left alone until it is navigated away.
 */

/** How long (ms) after a load, a navigation or a press a page is looked at again. */
const LATE_LOOKS = [100, 400, 1_000, 2_500, 6_000, 14_000, 30_000, 60_000];
const PRESSES = ['click', 'keyup'];

/** What a page has for noticing navigations. */
type View = Window & { navigation?: EventTarget };

/** Whether a page, at its address, is worth more than this. */
type Question = (page: Document, url: string) => boolean;

/**
 * Calls `onNoticed` once, as soon as a page may be the API Keys tab, and leaves nothing behind; nothing is called any more
 * once `signal` is aborted. Where every navigation is told, nothing else can make a tab of a dataset.
 */
export function noticeTab(view: View, mayBeTab: Question, onNoticed: () => void, signal?: AbortSignal): void {
  if (!view.navigation || !isDocumentPath(view.location.pathname)) lookAtTitles(view, mayBeTab, onNoticed, signal);
  else
    view.navigation.addEventListener('currententrychange', () => noticeTab(view, mayBeTab, onNoticed, signal), {
      once: true,
      ...(signal && { signal }),
    });
}

function lookAtTitles(view: View, mayBeTab: Question, onNoticed: () => void, signal: AbortSignal | undefined): void {
  const page = view.document;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let seen = '';
  const end = (): void => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', end);
    for (const type of PRESSES) view.removeEventListener(type, onPress);
    for (const type of navigationEvents(view)) navigationOf(view).removeEventListener(type, onNavigated);
  };
  const onNavigated = (): void => {
    end();
    noticeTab(view, mayBeTab, onNoticed, signal);
  };
  /** A late look is only worth it where the page has other elements, or another title, than before. */
  const look = (isLate: boolean): void => {
    const state = `${page.getElementsByTagName('*').length} ${page.title}`;
    const isNews = !isLate || state !== seen;
    seen = state;
    if (!isNews || !mayBeTab(page, page.URL)) return;
    end();
    onNoticed();
  };
  const lookLater = (isSeen: boolean, index = 0): void => {
    clearTimeout(timer);
    const at = LATE_LOOKS[index];
    if (at === undefined) return;
    timer = setTimeout(
      () => {
        lookLater(true, index + 1);
        // A press may change what is there already; and the last look tells what may have been missed.
        look(isSeen && index < LATE_LOOKS.length - 1);
      },
      at - (LATE_LOOKS[index - 1] ?? 0),
    );
  };
  // The page itself cannot have us look. Whoever types presses often: it is looked once that pauses.
  const onPress = ({ isTrusted }: Event): void => {
    if (isTrusted) lookLater(false);
  };
  signal?.addEventListener('abort', end);
  for (const type of PRESSES) view.addEventListener(type, onPress, { passive: true });
  for (const type of navigationEvents(view)) navigationOf(view).addEventListener(type, onNavigated);
  // In a task of its own: compiling this script takes long enough on a slow computer.
  timer = setTimeout(() => {
    lookLater(true);
    look(false);
  });
}

/** Who tells of client-side navigations, and by which events. */
function navigationOf(view: View): EventTarget {
  return view.navigation ?? view;
}

function navigationEvents(view: View): readonly string[] {
  return view.navigation ? ['currententrychange'] : ['popstate', 'hashchange'];
}

/** Calls `run` after every client-side navigation that a browser tells of, until `signal` is aborted. */
export function onNavigation(view: View, run: () => void, signal: AbortSignal): void {
  for (const type of navigationEvents(view)) navigationOf(view).addEventListener(type, run, { signal });
}
