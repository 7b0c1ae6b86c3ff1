import type { Expiry } from '../keys/expiry';
import { DAY, singaporeDay, startOfSingaporeDay } from '../keys/time';
import { readExpiry } from './dates';
import { KIND, leavesOf, textOf, visitMarks, type Leaf } from '../page-model/snapshot';
import { isVisible, shownParent } from '../page-model/dom';
import { fieldOf } from './labels';

/** The form that creates a key, as it is currently filled in. */
export interface CreateForm {
  /** Holds the Expiration label and its choice. */
  field: Element;
  /** The name entered so far; may be empty. */
  name: string;
  /** The field of the name: typing in it causes no mutation. */
  nameInput?: HTMLInputElement;
  /** When a key created now would stop working; absent while no readable choice is made. */
  expiry?: Expiry;
}

const CONTROL =
  'select,input:not([type="hidden"]),[role="combobox"],[role="radiogroup"],[role="listbox"],button[aria-haspopup]';
/** The largest distance between a label and its control, in steps up the tree. Chosen, not measured. */
const FIELD_DEPTH = 4;

/**
 * Finds the create form on the API Keys tab: a field for a key's name and one for its expiration, in one form or
 * dialog.
 */
export function readCreateForm(page: Document, now: number): CreateForm | undefined {
  for (const scope of formsOf(page.body)) {
    const leaves = leavesOf(scope);
    const field = fieldLabelled(leaves, 'expiry', scope);
    const nameField = fieldLabelled(leaves, 'name', scope);
    if (!field || !nameField || field === nameField || !isVisible(field)) continue;
    const expiry = chosenExpiry(field, now);
    const nameInput = nameField.querySelector<HTMLInputElement>('input:not([type="hidden"])');
    return { field, name: nameInput?.value.trim() ?? '', ...(nameInput && { nameInput }), ...(expiry && { expiry }) };
  }
  return undefined;
}

function formsOf(body: Element): Element[] {
  const forms: Element[] = [];
  visitMarks(body, KIND.form, (element) => {
    if (element.matches('form,dialog[open],[role="dialog"],[role="form"]')) forms.push(element);
  });
  return forms;
}

/**
 * The element around a label and its control. In the Open Government Products design system a select's `label[for]`
 * does not match its input, so the field is found by structure.
 */
function fieldLabelled(leaves: readonly Leaf[], wanted: 'expiry' | 'name', scope: Element): Element | undefined {
  for (const { element, text } of leaves) {
    if (fieldOf(text) !== wanted || element.closest(CONTROL)) continue;
    let ancestor: Element | null = element;
    for (
      let steps = 0;
      ancestor && ancestor !== scope && steps <= FIELD_DEPTH;
      steps++, ancestor = shownParent(ancestor)
    ) {
      if (ancestor.querySelector(CONTROL)) return ancestor;
    }
  }
  return undefined;
}

function chosenExpiry(field: Element, now: number): Expiry | undefined {
  for (const text of chosenTexts(field)) {
    const expiry = readLifespan(text, now);
    if (expiry) return expiry;
  }
  return undefined;
}

/** The choices of a field: a select's option, a checked radio button, an input's value, or a text printed beside it. */
function chosenTexts(field: Element): string[] {
  const select = field.querySelector('select');
  const radio = field.querySelector('input[type="radio"]:checked,[role="radio"][aria-checked="true"]');
  if (select) return [select.selectedOptions[0]?.textContent ?? ''];
  if (radio)
    return [
      textOf(radio.closest('label') ?? radio),
      radio.getAttribute('aria-label') ?? '',
      textOf(radio.parentElement ?? radio),
    ];
  const inputs = [
    ...field.querySelectorAll<HTMLInputElement>('input:not([type="hidden"],[type="radio"],[type="checkbox"])'),
  ].map(({ value }) => value);
  const isOption = (element: Element): boolean => element.matches('[role="listbox"],[role="option"],[role="radio"]');
  return [...inputs, ...leavesOf(field, isOption).map(({ text }) => text)].filter(
    (text) => text !== '' && fieldOf(text) !== 'expiry',
  );
}

/** When a lifespan chosen now ends: "3 Months", "1 Year", "90 days", "No expiration", or a date. */
export function readLifespan(text: string, now: number): Expiry | undefined {
  const context = { now, isChosen: true } as const;
  const printed = readExpiry(text, context);
  if (printed.kind === 'never') return printed;
  const expiry =
    printed.kind === 'dated' ? printed : readExpiry(`in ${text.replace(/^(?:for|after)\s+/i, '')}`, context);
  if (expiry.kind !== 'dated' || expiry.latest <= now) return undefined;
  if (!expiry.approximate) return expiry;
  // A lifespan ends on a certain day; only its hour cannot be known.
  const start = startOfSingaporeDay(singaporeDay(expiry.earliest));
  return { kind: 'dated', earliest: start, latest: start + DAY, text: printed.text, approximate: true };
}
