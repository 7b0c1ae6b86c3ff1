import { chosenOption } from '../page-model/fields';
import type { Expiry } from '../keys/expiry';
import { DAY, singaporeDay, startOfSingaporeDay } from '../keys/time';
import { formsOf } from './create-form-check';
import { readExpiry } from './dates/dates';
import { isVisible } from '../page-model/dom';
import { nodesWithin } from '../page-model/node-search';
import type { Leaf, PageNode } from '../page-model/page-node';
import { fieldOf } from './vocabulary/labels';

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
  /** For how many days it would work: `Infinity` if it never expires. Absent if the expiry is. */
  lifetimeDays?: number;
}

const CONTROL =
  'select,input:not([type="hidden"]),[role="combobox"],[role="radiogroup"],[role="listbox"],button[aria-haspopup]';
const NAME_INPUT = 'input:not([type="hidden"])';
/** The largest distance between a label and its control, in steps up the tree. Chosen, not measured. */
const FIELD_DEPTH = 4;

/**
 * Finds the create form on the API Keys tab: a field for a key's name and one for its expiration, in one form or
 * dialog.
 */
export function readCreateForm(root: PageNode, now: number): CreateForm | undefined {
  for (const scope of formsOf(root)) {
    const [field, nameField] = fieldsOf(scope);
    if (!field || !nameField || field === nameField || !field.test(isVisible)) continue;
    const expiry = chosenExpiry(field, now);
    const nameInput = nameField.ask((element) => matchesIn<HTMLInputElement>(element, NAME_INPUT)[0], undefined);
    const name = nameInput?.value ?? '';
    return {
      field: field.element,
      name,
      ...(nameInput && { nameInput }),
      ...(expiry && { expiry, lifetimeDays: lifetimeOf(expiry, now) }),
    };
  }
  return undefined;
}

type MaybeNode = PageNode | undefined;

/** The fields of the expiry and of the name: around their labels or, if one part has both, right after them. */
function fieldsOf(scope: PageNode): [expiry: MaybeNode, name: MaybeNode] {
  const [expiry, name] = [fieldLabelled(scope.leaves, 'expiry', scope), fieldLabelled(scope.leaves, 'name', scope)];
  if (expiry && name && expiry !== name) return [expiry, name];
  return [fieldAfter(scope.leaves, 'expiry', scope), fieldAfter(scope.leaves, 'name', scope)];
}

/** The control right after a label, or the part that holds it. */
function fieldAfter(leaves: readonly Leaf[], wanted: 'expiry' | 'name', scope: PageNode): MaybeNode {
  for (const { node, text } of leaves) {
    if (fieldOf(text) !== wanted || node.closest(CONTROL)) continue;
    let label: MaybeNode = node;
    for (let steps = 0; label && label !== scope && steps <= FIELD_DEPTH; steps++, label = label.parent) {
      const next = label.ask((element) => element.nextElementSibling, null);
      const field: MaybeNode = next ? label.parent?.children.find(({ element }) => element === next) : undefined;
      if (field && (field.is(CONTROL) || field.has(CONTROL))) return field;
    }
  }
  return undefined;
}

/** The elements that match, an element itself included. */
function matchesIn<Found extends Element>(element: Element, selector: string): Found[] {
  const found = [...element.querySelectorAll<Found>(selector)];
  return element.matches(selector) ? [element as Found, ...found] : found;
}

/**
 * The node around a label and its control. In the Open Government Products design system a select's `label[for]`
 * does not match its input, so the field is found by structure.
 */
function fieldLabelled(leaves: readonly Leaf[], wanted: 'expiry' | 'name', scope: PageNode): MaybeNode {
  for (const { node, text } of leaves) {
    if (fieldOf(text) !== wanted || node.closest(CONTROL)) continue;
    let around: MaybeNode = node;
    for (let steps = 0; around && around !== scope && steps <= FIELD_DEPTH; steps++, around = around.parent) {
      if (around.has(CONTROL)) return around;
    }
  }
  return undefined;
}

function chosenExpiry(field: PageNode, now: number): Expiry | undefined {
  for (const text of chosenTexts(field)) {
    const expiry = readLifespan(text, now);
    if (expiry) return expiry;
  }
  return undefined;
}

/** From today in Singapore to the day on which it stops working. */
function lifetimeOf(expiry: Expiry, now: number): number {
  return expiry.kind === 'dated' ? singaporeDay(expiry.earliest) - singaporeDay(now) : Infinity;
}

/** The choices of a field: a select's option, a checked radio button, an input's value, or a text printed beside it. */
function chosenTexts(field: PageNode): string[] {
  const values = field.ask(valuesIn, []);
  const select = field.is('select') ? field : field.first('select');
  // "Custom…" beside a date, or a number beside "months".
  if (select) return [...withUnit(values, chosenOption(select)), chosenOption(select), ...values];
  const radio = nodesWithin(field).find((node) => node.is(CHOSEN_RADIO));
  if (radio) {
    const around = [radio.closest('label') ?? radio, radio.parent ?? radio];
    return [around[0]!.text, radio.attribute('aria-label') ?? '', around[1]!.text];
  }
  const options = '[role="listbox"],[role="option"],[role="radio"]';
  const printed = field.leavesWithout((node) => node.is(options)).map(({ text }) => text);
  const label = printed.find((text) => fieldOf(text) === 'expiry') ?? '';
  return [...withUnit(values, label), ...values, ...printed].filter(
    (text) => text !== '' && fieldOf(text) !== 'expiry',
  );
}

/** The numbers among the values, with the unit that is printed beside them: "Expires in (days)". */
function withUnit(values: readonly string[], text: string): string[] {
  const unit = /\d/.test(text) ? undefined : text.match(/\b(?:day|week|month|year)s?\b/i)?.[0];
  return unit ? values.filter((value) => /^\d{1,4}$/.test(value)).map((value) => `${value} ${unit}`) : [];
}

const CHOSEN_RADIO = 'input[type="radio"]:checked,[role="radio"][aria-checked="true"]';

function valuesIn(field: Element): string[] {
  const inputs = 'input:not([type="hidden"],[type="radio"],[type="checkbox"])';
  return matchesIn<HTMLInputElement>(field, inputs).map(({ value }) => value);
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
