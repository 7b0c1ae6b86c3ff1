import { LONGEST_WAY } from '../page-model/dom';

/** Kinds of fields that a text is typed into, or a date. */
const TEXT_FIELDS = new Set([
  'text',
  'search',
  'email',
  'url',
  'tel',
  'number',
  'date',
  'datetime-local',
  'month',
  'time',
  'week',
]);

/** The outermost element around `element`, itself included, that a user writes in as in a document. */
export function editingHostOf(element: Element): Element | undefined {
  let host: Element | undefined;
  for (
    let part = element.closest('[contenteditable]'), steps = 0;
    part && steps < LONGEST_WAY;
    part = part.parentElement?.closest('[contenteditable]') ?? null, steps++
  ) {
    const value = part.getAttribute('contenteditable')!.toLowerCase();
    // An island that nobody edits, whatever is around it.
    if (value === 'false') break;
    if (value === '' || value === 'true' || value === 'plaintext-only') host = part;
  }
  return host;
}

function isTextField(element: Element): element is HTMLInputElement | HTMLTextAreaElement {
  if (element.localName === 'textarea') return true;
  return element.localName === 'input' && TEXT_FIELDS.has((element.getAttribute('type') || 'text').toLowerCase());
}

/** What the user edits while an element has the focus: a text field, or an editable part of the page. */
export function editedAt(element: Element): Element | undefined {
  if (!isTextField(element)) return editingHostOf(element);
  return element.readOnly || element.disabled ? undefined : element;
}

/** The text that a field or an editable part of the page holds. */
export function editedText(element: Element): string {
  return isTextField(element) ? element.value : (element.textContent ?? '');
}
