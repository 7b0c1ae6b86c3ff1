import { textsSelectedIn } from '../../browser-differences';
import { copiedText, type CopiedText } from '../../secrets/copied-text';
import { isOurElement, LONGEST_WAY, walk } from '../../page-model/dom';
import type { PageSnapshot } from '../../page-model/page-snapshot';
import { textOf } from '../live-page';

/** The element of an event's target; that of a text is the one around it. */
export function elementOf(target: EventTarget | undefined): Element | undefined {
  if (target instanceof Element) return target;
  return target instanceof Node ? (target.parentElement ?? undefined) : undefined;
}

/**
 * The text selected around an event: in its field, in the open shadow roots on its way, or in the document. It changes
 * nothing on the page.
 */
export function selectedText(page: Document, snapshot: PageSnapshot, event: Event): CopiedText {
  const path = event.composedPath();
  const field = [path[0], deepestFocus(page)].find(isTextField);
  const { selectionStart, selectionEnd, value } = field ?? {};
  if (value !== undefined && selectionStart != null && selectionEnd != null && selectionStart < selectionEnd)
    return copiedText(value.slice(selectionStart, selectionEnd));
  const selection = page.getSelection();
  const roots = path.filter((target) => target instanceof ShadowRoot);
  const text = [...textsSelectedIn(roots, selection), selection?.toString()].find(Boolean) ?? '';
  return copiedText(
    selection && !selection.isCollapsed ? [text, ...textsOfHosts(snapshot, selection)].join('\n') : text,
  );
}

/** Texts in open shadow roots within a selection: browsers copy them, but leave them out of the selection's text. */
function textsOfHosts(snapshot: PageSnapshot, selection: Selection): string[] {
  const { commonAncestorContainer } = selection.getRangeAt(0);
  const texts: string[] = [];
  if (commonAncestorContainer instanceof Element) {
    walk(commonAncestorContainer, (element) => {
      if (!element.shadowRoot || isOurElement(element) || !selection.containsNode(element, true)) return true;
      texts.push(textOf(snapshot, element));
      return false;
    });
  }
  return texts;
}

/** Whether a person sees an element: copy libraries move the text they copy off the screen for a moment. */
export function isOnScreen(element: Element): boolean {
  const { left, top, right, bottom, width, height } = element.getBoundingClientRect();
  const { clientWidth, clientHeight } = element.ownerDocument.documentElement;
  const style = getComputedStyle(element);
  const isWithin = right > 0 && bottom > 0 && left < clientWidth && top < clientHeight && width > 2 && height > 2;
  return isWithin && style.opacity !== '0' && style.clip === 'auto';
}

/** Fields of other kinds have no selection, and give null for it. */
function isTextField(target: unknown): target is HTMLInputElement | HTMLTextAreaElement {
  return target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement;
}

function deepestFocus(page: Document): Element | null {
  let focused = page.activeElement;
  for (let steps = 0; focused?.shadowRoot?.activeElement && steps < LONGEST_WAY; steps++)
    focused = focused.shadowRoot.activeElement;
  return focused;
}
