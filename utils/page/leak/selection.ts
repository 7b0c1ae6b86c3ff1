import { textsSelectedIn } from '../../browser-differences';
import { copiedText, type CopiedText } from '../../secrets/copied-text';
import { textOf } from '../../page-model/snapshot';
import { isOurElement, LONGEST_WAY, walk } from '../../page-model/dom';

/** The element of an event's target; that of a text is the one around it. */
export function elementOf(target: EventTarget | undefined): Element | undefined {
  if (target instanceof Element) return target;
  return target instanceof Node ? (target.parentElement ?? undefined) : undefined;
}

/**
 * The text selected around an event: in its field, in the open shadow roots on its way, or in the
 * document. TabReport it changes nothing.
 */
export function selectedText(page: Document, event: Event): CopiedText {
  const path = event.composedPath();
  const field = [path[0], deepestFocus(page)].find(isTextField);
  const { selectionStart, selectionEnd, value } = field ?? {};
  if (value !== undefined && selectionStart != null && selectionEnd != null && selectionStart < selectionEnd)
    return copiedText(value.slice(selectionStart, selectionEnd));
  const selection = page.getSelection();
  const roots = path.filter((target) => target instanceof ShadowRoot);
  const text = [...textsSelectedIn(roots, selection), selection?.toString()].find(Boolean) ?? '';
  return copiedText(selection && !selection.isCollapsed ? [text, ...textsOfHosts(selection)].join('\n') : text);
}

/** Texts in open shadow roots within a selection: browsers copy them, but leave them out of the selection's text. */
function textsOfHosts(selection: Selection): string[] {
  const { commonAncestorContainer } = selection.getRangeAt(0);
  const texts: string[] = [];
  if (commonAncestorContainer instanceof Element) {
    walk(commonAncestorContainer, (element) => {
      if (!element.shadowRoot || isOurElement(element) || !selection.containsNode(element, true)) return true;
      texts.push(textOf(element));
      return false;
    });
  }
  return texts;
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
