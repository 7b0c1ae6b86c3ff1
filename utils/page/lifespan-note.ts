import { isExact } from '../keys/expiry';
import type { CreateForm } from '../site/create-form';
import { dayText, expiryDateText, language, t } from '../words';
import { createOwnElement, createPart } from './own-elements';
import css from './styles/note.css?inline';

const TAG = 'key-lifespan-note';

/** The note beside the Expiration choice of the create form says until when the new key works, and what it may do. */
export class LifespanNote {
  #shown: { host: HTMLElement; date: HTMLElement } | undefined;

  /** Shows the note in a form and updates it; removes it if there is no form. */
  show(form: CreateForm | undefined): void {
    if (!form) {
      this.#shown?.host.remove();
      this.#shown = undefined;
      return;
    }
    this.#shown ??= createNote(form.field.ownerDocument);
    const { host, date } = this.#shown;
    if (host.parentNode !== form.field) form.field.append(host);
    const text = untilText(form);
    if (date.textContent !== text) date.textContent = text;
  }
}

function createNote(page: Document): { host: HTMLElement; date: HTMLElement } {
  const { host, root } = createOwnElement(page, TAG, css, 'closed');
  const date = createPart(page, 'div', 'date');
  date.setAttribute('role', 'status');
  const note = createPart(page, 'div', 'note');
  note.lang = language();
  note.append(date, createPart(page, 'div', '', t('lifespan_permissions')));
  root.append(note);
  return { host, date };
}

function untilText({ expiry }: CreateForm): string {
  if (expiry?.kind === 'never') return t('lifespan_never');
  if (expiry?.kind !== 'dated') return '';
  if (expiry.approximate) return t('lifespan_about', dayText(expiry.earliest));
  return t(isExact(expiry) ? 'lifespan_until_at' : 'lifespan_until_on', expiryDateText(expiry));
}
