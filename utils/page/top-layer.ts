import { closestShown, isOurElement, isShownWithin } from '../page-model/dom';
import { editingHostOf } from './editable';
import { queryAll, type LivePage } from './live-page';
import { timeRaised } from './shield';

/*
 * The part of the page in the browser's top layer, above everything else: popovers, modal dialogs, and the element on
 * the full screen. Everything outside of the topmost of the last two is inert: nothing of ours can be pressed there.
 */

/** Elements that cover what is below them. */
export const TOP_LAYER = '[popover]:popover-open,dialog:modal,:fullscreen';
const MAKES_INERT = 'dialog:modal,:fullscreen';
/** Elements that a layer has to be within if its key is: a press outside of one closes it. */
const CLOSES = '[popover]:popover-open,dialog[open]';
/** Elements that show nothing of what is in them. */
const SHOWS_NO_CHILDREN = 'video,audio,img,canvas,iframe,object,embed,input,textarea,select,svg,math';

/** Calls `run`, until `signal` is aborted, after the page has put something into the top layer or taken it out. */
export function onTopLayerChange(view: Window, run: () => void, signal: AbortSignal): void {
  const runForPage = ({ target }: Event): void => {
    if (!(target instanceof Element && isOurElement(target))) run();
  };
  for (const type of ['toggle', 'fullscreenchange'])
    view.addEventListener(type, runForPage, { capture: true, passive: true, signal });
}

/** The part of the page that a layer has to be in to be pressed, for what is `near`. */
export function placeOfLayer({ page, snapshot }: LivePage, near: Element | undefined): Node {
  const inert = queryAll(snapshot(), page.documentElement, MAKES_INERT).filter((element) => canHold(element, page));
  const topmost = inert.reduce<Element | undefined>(
    (top, other) => (top === undefined || timeRaised(other) >= timeRaised(top) ? other : top),
    undefined,
  );
  const around = near?.isConnected ? closestShown(near, CLOSES) : undefined;
  const isReached = around && canHold(around, page) && (!topmost || isShownWithin(around, topmost));
  const place = isReached ? around : (topmost ?? page.documentElement);
  // What is in an element with a shadow root is not shown, unless that root has a place for it.
  const root = snapshot().partWithin(place);
  return root?.nodeType === 11 ? root : place;
}

/** What is edited is saved with all its content. */
function canHold(element: Element, page: Document): boolean {
  return element.ownerDocument === page && !element.matches(SHOWS_NO_CHILDREN) && !editingHostOf(element);
}
