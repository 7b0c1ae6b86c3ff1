import { isDocumentPath } from '../site/recognise/quick-check';

/*
 * Runs on every page of data.gov.sg. It observes no node, asks for no layout, and touches as little of the browser as
 * it can: the first use of a function or of a kind of element takes longer than all that is done with it. It listens
 * to:
 *
 * - `currententrychange` of the Navigation API: every client-side navigation, however the page brings it about. A
 *   browser without it (Firefox before 147) has `popstate` and `hashchange`, and the presses for all others.
 * - presses: a page's tabs may change its content without an address of their own.
 *
 * Titles may come late, with data that the page fetches. After each of these events it therefore checks a few times
 * more, ever more rarely, and no more after a minute. A dataset or a guide, by its address, is left alone until it
 * navigates.
 */

/** How long (ms) after a load, a navigation or a press a page is checked again. Chosen, not measured. */
const LATE_CHECKS = [100, 400, 1_000, 2_500, 6_000, 14_000, 30_000, 60_000];
const PRESSES = ['click', 'keyup'];
const PASSIVE = { passive: true };

type View = Window & { navigation?: EventTarget };

/** Whether a page, at its address, is worth more than this; `again` asks once more soon. */
type Question = (page: Document, url: string, again: () => void) => boolean;
/** Through these names, so that the build adds no defence against form fields: no window or signal has any. */
const LISTEN = 'addEventListener';
const STOP = 'removeEventListener';

/**
 * Calls `onNoticed` once, as soon as a page may be the API Keys tab, and leaves nothing behind; calls nothing any more
 * once `signal` is aborted. If the browser reports every navigation, only a navigation can make a tab of a dataset.
 */
export function noticeTab(view: View, mayBeTab: Question, onNoticed: () => void, signal?: AbortSignal): void {
  if (!view.navigation || !isDocumentPath(view.location.pathname)) checkTitles(view, mayBeTab, onNoticed, signal);
  else
    view.navigation[LISTEN]('currententrychange', () => noticeTab(view, mayBeTab, onNoticed, signal), {
      once: true,
      ...(signal && { signal }),
    });
}

function checkTitles(view: View, mayBeTab: Question, onNoticed: () => void, signal: AbortSignal | undefined): void {
  const page = view.document;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** The page's state at the last check; empty if the next one is due in any case. */
  let checked = '';
  let isOver: boolean | undefined;
  const listen = (how: typeof LISTEN | typeof STOP): void => {
    signal?.[how]('abort', end);
    for (const type of PRESSES) view[how](type, onPress as EventListener, PASSIVE);
    for (const type of navigationEvents(view)) navigationOf(view)[how](type, onNavigated);
  };
  const end = (): void => {
    isOver = true;
    clearTimeout(timer);
    listen(STOP);
  };
  const onNavigated = (): void => {
    end();
    noticeTab(view, mayBeTab, onNoticed, signal);
  };
  /** Worth it only if the page has other elements, or another title; the last check finds what may have been missed. */
  const check = (index = 0): void => {
    const before = checked;
    checked = `${page.all.length} ${page.title}`;
    const isDue = checked !== before || index === LATE_CHECKS.length - 1;
    if (!isDue || !mayBeTab(page, page.URL, again)) return;
    end();
    onNoticed();
  };
  const checkLater = (index = 0): void => {
    clearTimeout(timer);
    if (isOver) return;
    const delay = LATE_CHECKS[index];
    if (delay === undefined) return;
    timer = setTimeout(
      () => {
        checkLater(index + 1);
        check(index);
      },
      delay - (LATE_CHECKS[index - 1] ?? 0),
    );
  };
  /** There may be something else to see, with the same elements. */
  const again = (): void => {
    checked = '';
    checkLater();
  };
  // The page itself cannot start a check. Typing is many presses: the check comes once it pauses.
  const onPress = ({ isTrusted }: Event): void => {
    if (isTrusted) again();
  };
  listen(LISTEN);
  // In a task of its own: compiling this script takes long enough on a slow computer.
  timer = setTimeout(() => {
    checkLater();
    check();
  });
}

function navigationOf(view: View): EventTarget {
  return view.navigation ?? view;
}

function navigationEvents(view: View): readonly string[] {
  return view.navigation ? ['currententrychange'] : ['popstate', 'hashchange'];
}

/** Calls `run` after every client-side navigation that the browser reports, until `signal` is aborted. */
export function onNavigation(view: View, run: () => void, signal: AbortSignal): void {
  for (const type of navigationEvents(view)) navigationOf(view).addEventListener(type, run, { signal });
}
