import { isExact } from '../keys/expiry';
import type { CreateForm } from '../site/create-form';
import { dayText, expiryDateText, language, t, tCount } from '../words';
import { createOwnElement, createPart } from './own-elements';
import css from './styles/note.css?inline';

const TAG = 'key-lifespan-note';

interface ShownNote {
  host: HTMLElement;
  date: HTMLElement;
  limit: HTMLElement;
}

/**
 * The note beside the Expiration choice of the create form says how long the new key works, whether that is longer
 * than the agency allows, and what the key may do.
 */
export class LifespanNote {
  #shown: ShownNote | undefined;

  /**
   * Shows the note in a form and updates it; removes it if there is no form. `limit` is the most days that a new key
   * may work, if an administrator has set it.
   */
  show(form: CreateForm | undefined, limit = Infinity): void {
    if (!form) {
      this.#shown?.host.remove();
      this.#shown = undefined;
      return;
    }
    this.#shown ??= createNote(form.field.ownerDocument);
    const { host, date } = this.#shown;
    const { lifetimeDays = 0 } = form;
    put(host, form.field);
    setText(date, untilText(form));
    setText(this.#shown.limit, lifetimeDays > limit ? tCount('lifespan_limit', limit) : '');
  }
}

/** So many levels around a field are looked at for a place. Chosen, not measured. */
const MOST_LEVELS = 6;

/**
 * Puts the note into the field or, if it would be a column of a row there, a part of a label's words, or cut off, after
 * the nearest part around the field that has room below it.
 */
function put(host: HTMLElement, field: Element): void {
  let part = field;
  if (!hasRoomIn(field) || /hidden|clip/.test(getComputedStyle(field).overflowY)) {
    for (let level = 0; level < MOST_LEVELS && part.parentElement && !hasRoomIn(part.parentElement); level++)
      part = part.parentElement;
    if (part.parentElement && hasRoomIn(part.parentElement)) {
      if (part.nextElementSibling !== host) part.after(host);
      return;
    }
  }
  if (host.parentNode !== field) field.append(host);
}

/** Elements that have no room for a line of its own, whatever is in them. */
const NO_ROOM = 'label,table,thead,tbody,tfoot,tr,dl,dt,input,select,textarea,button,span,a';

function hasRoomIn(element: Element): boolean {
  const { parentElement } = element;
  return !element.matches(NO_ROOM) && !isRow(element) && !(parentElement && isFlexRow(parentElement));
}

function isRow(element: Element): boolean {
  return /grid|^table(?!-cell)/.test(getComputedStyle(element).display) || isFlexRow(element);
}

function isFlexRow(element: Element): boolean {
  const { display, flexDirection } = getComputedStyle(element);
  return display.endsWith('flex') && flexDirection.startsWith('row');
}

/** Writes only a change, because it is read out. */
function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

function createNote(page: Document): ShownNote {
  const { host, root } = createOwnElement(page, TAG, css, 'closed');
  const [date, limit] = [createPart(page, 'div', 'date'), createPart(page, 'div', 'limit')];
  for (const part of [date, limit]) part.setAttribute('role', 'status');
  const note = createPart(page, 'div', 'note');
  note.lang = language();
  note.append(date, limit, createPart(page, 'div', '', t('lifespan_permissions')));
  root.append(note);
  return { host, date, limit };
}

function untilText({ expiry }: CreateForm): string {
  if (expiry?.kind === 'never') return t('lifespan_never');
  if (expiry?.kind !== 'dated') return '';
  if (expiry.approximate) return t('lifespan_about', dayText(expiry.earliest));
  return t(isExact(expiry) ? 'lifespan_until_at' : 'lifespan_until_on', expiryDateText(expiry));
}
