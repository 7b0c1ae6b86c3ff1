import { labelOf, labelOfField, type AroundList } from './around-list';
import { leavesOf, queryAll, textOf } from '../page-model/snapshot';
import { shownParent } from '../page-model/dom';
import {
  BOUND,
  CLEARS_FILTER,
  effectOfBox,
  FILTER_LABEL,
  FILTER_PAIR,
  isAll,
  isStatus,
  LABEL_LIMIT,
  NO_CHOICE,
  OTHER_CHOICE,
  saysFiltered,
  SEARCHING,
  TAKES_AWAY,
} from './part-words';

/* Filters in force, whatever they are made of. A field's value belongs to the page, so each scan asks for it again. */

/** A choice by its text, its subject, and the other choices. */
interface Choice {
  text: string;
  label: string;
  others: readonly string[];
}

const CHOSEN = [
  '[aria-selected="true"]',
  '[role="radio"][aria-checked="true"]',
  '[role="menuitemradio"][aria-checked="true"]',
  '[aria-current]:not([aria-current="false"])',
  'input[type="radio"]:checked',
  '[aria-pressed="true"]',
  'select',
  '[role="combobox"]',
  '[aria-haspopup]',
];
const GROUP =
  '[role="tablist"],[role="radiogroup"],[role="group"],[role="listbox"],[role="menu"],[role="toolbar"],' +
  'fieldset,ul,ol,nav';
const ALL_KEYS = /^all(?: (?:api )?keys)?\W*\d*\W*$/i;
/** A group of more choices is no filter. Chosen, not measured. */
const MOST_CHOICES = 60;
/** A field or a chip, with what is printed beside it, has at most so many texts. Chosen, not measured. */
const MOST_TEXTS = 4;
/** The most steps from a field up to the text beside it. Chosen, not measured. */
const MOST_STEPS = 3;
/** A choice of "All" counts for so much of a choice of a status: it may be about anything. Chosen, not measured. */
const HALF_A_STATUS = 0.5;

/** Whether a tab, chip, radio button, link or option is chosen that stands for some of the keys. */
export function hasChosenPart(list: AroundList): boolean {
  const isPart = (element: Element): boolean => list.isAbout(element) && narrows(choiceOf(list, element));
  return CHOSEN.some((selector) => queryAll(list.body, selector).some(isPart));
}

function narrows({ text, label, others }: Choice): boolean {
  const [, value = text] = FILTER_PAIR.exec(text) ?? [];
  if (value.length > LABEL_LIMIT || NO_CHOICE.test(value) || isAll(value)) return false;
  if (OTHER_CHOICE.test(label + text)) return false;
  return (
    isStatus(value) ||
    others.some((other) => other.length < LABEL_LIMIT && isAll(other)) ||
    (FILTER_LABEL.test(value === text ? label : text) && !FILTER_LABEL.test(value))
  );
}

function choiceOf(list: AroundList, element: Element): Choice {
  if (element.localName === 'select') return optionOf(element as HTMLSelectElement);
  if (element.matches('[role="combobox"],[aria-haspopup]')) return choiceInBox(element);
  const text = element.localName === 'input' ? labelOfField(element) : labelOf(element);
  const group = groupOf(list, element);
  const texts = group ? leavesOf(group).map((leaf) => leaf.text) : [];
  const others = texts.length > MOST_CHOICES ? [] : texts.filter((other) => ALL_KEYS.test(other));
  // All of several toggle buttons may be pressed, so they count as checkboxes; beside one for "All" only some are.
  const isPressed = element.hasAttribute('aria-pressed') && isStatus(text);
  return { text: isPressed ? '' : text, label: group?.getAttribute('aria-label') ?? '', others };
}

function optionOf(select: HTMLSelectElement): Choice {
  const options = Array.from(select.options).slice(0, MOST_CHOICES);
  const chosen = options.find(({ selected }) => selected);
  const others = options.filter(({ selected }) => !selected).map(({ text }) => text);
  return { text: chosen?.text ?? '', label: labelOfField(select), others };
}

/** A button that opens a menu shows its purpose; a combobox shows the choice, at times beside an empty field. */
function choiceInBox(box: Element): Choice {
  const label = labelOfField(box);
  const text = (box as Partial<HTMLInputElement>).value?.trim() || textOf(box) || printedBeside(box) || label;
  const isChoice = box.matches('[role="combobox"],[aria-haspopup="listbox"]') && text !== label;
  return { text, label: isChoice || OTHER_CHOICE.test(label) ? label : '', others: [] };
}

function printedBeside(box: Element): string {
  let around = box.localName === 'input' ? shownParent(box) : null;
  for (
    let steps = 0;
    around && steps < MOST_STEPS && leavesOf(around).length <= MOST_TEXTS;
    steps++, around = shownParent(around)
  ) {
    const printed = leavesOf(around).find(({ text }) => isStatus(text));
    if (printed) return printed.text;
  }
  return '';
}

/** The element that holds a choice beside the others of its kind. */
function groupOf(list: AroundList, choice: Element): Element | null {
  const group = choice.parentElement?.closest(GROUP);
  return group && !list.holdsKeys(group) ? group : (choice.closest('label') ?? choice).parentElement;
}

/** Whether there are choices of a status none of which says whether it is chosen. */
export function hasUntoldChoice(list: AroundList): boolean {
  const groups = new Map<Element | null, number>();
  return list.controls.some(({ element, label, isOff }) => {
    const isOfStatus = isStatus(label);
    if (isOff || !(isOfStatus || isAll(label)) || element.hasAttribute('aria-expanded')) return false;
    if (!list.isAbout(element)) return false;
    const group = groupOf(list, element);
    if (group?.querySelector('[aria-selected],[aria-pressed],[aria-checked],[aria-current]')) return false;
    const count = (groups.get(group) ?? 0) + (isOfStatus ? 1 : HALF_A_STATUS);
    groups.set(group, count);
    return count > 1;
  });
}

const BOXES = '[type="checkbox"],[role="checkbox"],[role="switch"],[role="menuitemcheckbox"],[aria-pressed]';

/** Whether a ticked box hides keys, an unticked one would show more, or only some of the statuses are picked. */
export function hasNarrowingBox(list: AroundList): boolean {
  let [on, off] = [0, 0];
  const hidesKeys = queryAll<HTMLInputElement>(list.body, BOXES).some((box) => {
    if (!list.isAbout(box)) return false;
    const isInput = box.localName === 'input';
    const effect = effectOfBox((isInput ? '' : labelOf(box)) || labelOfField(box));
    const state = box.getAttribute('aria-checked') ?? box.getAttribute('aria-pressed');
    const isOn = isInput ? box.checked : state === 'true';
    if (effect === 'picks' && isOn) on++;
    else if (effect === 'picks') off++;
    return effect === (isOn ? 'narrows' : 'widens');
  });
  return hidesKeys || (on > 0 && (off > 0 || on === 1));
}

/** Whether the user typed something into a field that searches or filters. */
export function hasTypedFilter(list: AroundList): boolean {
  return queryAll<HTMLInputElement>(list.body, 'input').some((field) => {
    const isEmpty =
      /^(?:checkbox|radio|hidden|button|submit|reset|password|file|color|range|image)$/.test(field.type) ||
      field.value.trim() === '' ||
      field.readOnly ||
      field.disabled;
    return !isEmpty && finds(field) && list.isOnPage(field);
  });
}

const SEARCH = '[role="searchbox"],[role="search"] *,th *,thead *,[role="columnheader"] *';

function finds(field: HTMLInputElement): boolean {
  if (field.type === 'search' || field.matches(SEARCH)) return true;
  const label = labelOfField(field);
  if (label === '') return field.getAttribute('role') !== 'combobox';
  if (/^date|^month/.test(field.type) && BOUND.test(label)) return true;
  return [label, ...textsAround(field)].some((text) => SEARCHING.test(text));
}

/** The texts about the fields nearby, and of the button beside one: "Filter", "Search". */
function textsAround(field: Element): readonly string[] {
  const beside = leavesOf(shownParent(field)!);
  const group = field.closest('fieldset,form,[role="form"],[role="group"]');
  const texts = beside.length <= MOST_TEXTS ? beside.map(({ text }) => text) : [];
  return [...texts, group?.getAttribute('aria-label') ?? '', group?.querySelector('legend')?.textContent ?? ''].filter(
    ({ length }) => length <= LABEL_LIMIT,
  );
}

/** Whether the page says that a filter is on, or offers to remove one. */
export function saysFilter(list: AroundList): boolean {
  return (
    list.texts.some(({ element, text }) => saysFiltered(text) && list.isAbout(element)) ||
    list.controls.some(({ element, label, isOff }) => !isOff && isOfFilter(element, label) && list.isAbout(element))
  );
}

const CROSSES = /[×✕✖⨯╳]/g;

function isOfFilter(element: Element, label: string): boolean {
  if (CLEARS_FILTER.test(label) || saysFiltered(label)) return true;
  if (/^stat(?:us|e)\b/i.test(label) && isStatus(label)) return true;
  const text = textOf(element).replace(CROSSES, '').trim();
  const [, value] = FILTER_PAIR.exec(text) ?? [];
  if (value !== undefined) return narrows({ text, label: '', others: [] });
  const isCrossed = text !== '' && text !== textOf(element) && isStatus(text);
  return isCrossed || (TAKES_AWAY.test(label) && isChip(shownParent(element), label));
}

/** Whether a chip is a filter. A notice that can be dismissed is not. */
function isChip(chip: Element | null, label: string): boolean {
  const text =
    chip && leavesOf(chip).length <= MOST_TEXTS ? textOf(chip).replace(CROSSES, '').replace(label, '').trim() : '';
  const [, value] = FILTER_PAIR.exec(text) ?? [];
  return value === undefined ? isStatus(text) && !/^\d|\b(?:is|are)\b/i.test(text) : !isAll(value);
}
