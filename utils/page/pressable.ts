import { isOurElement, isShownWithin } from '../page-model/dom';
import type { PageSnapshot } from '../page-model/page-snapshot';
import { queryAll } from './live-page';
import type { Box } from './place';

/** What a person presses or types into, as far as a page says so. */
const PRESSABLE =
  'a[href],area[href],button,input:not([type="hidden"]),select,textarea,summary,label,' +
  'audio[controls],video[controls],' +
  '[contenteditable]:not([contenteditable="false"]),[tabindex]:not([tabindex^="-"]),[onclick],' +
  [
    'button,link,checkbox,radio,switch,slider,spinbutton,textbox,searchbox,combobox',
    'tab,menuitem,menuitemcheckbox,menuitemradio,option,treeitem',
  ]
    .join()
    .replace(/[^,]+/g, '[role="$&"]');

/** Something of the page, and where it is. */
export interface PlacedElement {
  element: Element;
  box: Box;
}

/** All that can be pressed within the window, on top or not, through shadow roots. */
export function pressablesIn(page: Document, snapshot: PageSnapshot): PlacedElement[] {
  return queryAll(snapshot, page.documentElement, PRESSABLE)
    .filter((element) => element.ownerDocument === page && !isOurElement(element))
    .map((element): PlacedElement => ({ element, box: element.getBoundingClientRect() }))
    .filter(isInWindow);
}

/** Whether any of it is within the window: a page may have thousands of what is asked for. */
export function isInWindow({ element, box: { left, top, width, height } }: PlacedElement): boolean {
  const size = windowSize(element.ownerDocument);
  return width > 0 && height > 0 && left + width > 0 && top + height > 0 && left < size.width && top < size.height;
}

/**
 * The size of the window without its scroll bars, in CSS px. In quirks mode the root is as large as all of the page.
 */
export function windowSize({ documentElement, defaultView }: Document): { width: number; height: number } {
  const { innerWidth, innerHeight } = defaultView!;
  const { clientWidth, clientHeight } = documentElement;
  return { width: Math.min(clientWidth, innerWidth), height: Math.min(clientHeight, innerHeight) };
}

/**
 * Whether nothing of the page is above what can be pressed, such as a dialog, or a list that it was scrolled out of.
 */
export function isOnTop({ element, box: { left, top, width, height } }: PlacedElement): boolean {
  const root = element.getRootNode() as Document | ShadowRoot;
  const shown = root.elementsFromPoint(left + width / 2, top + height / 2);
  const hit = shown.find((other) => !isOurElement(other));
  return hit !== undefined && isShownWithin(hit, element);
}
