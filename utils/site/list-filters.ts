import type { AroundList } from './around-list';
import { labelOf, labelOfField } from './around-list';
import { leavesOf, queryAll, textOf } from './digest';
import { shownParent } from './dom';
import { CLEARS_FILTER, effectOfBox, FILTER_LABEL, FILTER_PAIR, isAll, isStatus, LABEL_LIMIT, NO_CHOICE, OTHER_CHOICE, RANGE, saysFiltered, SEARCHING, TAKES_AWAY } from './part-words';

/* Filters that are in force, whatever they are made of. A field's value is the page's own: it is asked for at each look. */

const CHOSEN = ['[aria-selected="true"]', '[role="radio"][aria-checked="true"]', '[role="menuitemradio"][aria-checked="true"]',
  '[aria-current]:not([aria-current="false"])', 'input[type="radio"]:checked'];
const CHOICES = '[role="tablist"],[role="radiogroup"],[role="group"],[role="listbox"],[role="menu"],[role="toolbar"],fieldset,ul,ol,nav';
/** A group of more choices is no filter. */
const MOST_CHOICES = 60;

/** A tab, chip, radio button or link is chosen that stands for some of the keys. */
export function hasChosenPart(list: AroundList): boolean {
  return CHOSEN.some((selector) => queryAll(list.body, selector).some((choice) => list.isAbout(choice) && narrows(list, choice)))
    // Of several buttons that are pressed all may be; beside one for all only some are.
    || queryAll(list.body, '[aria-pressed="true"]').some((choice) => list.isAbout(choice) && !isStatus(labelOf(choice)) && narrows(list, choice));
}

function narrows(list: AroundList, choice: Element): boolean {
  const text = choice.localName === 'input' ? labelOfField(choice) : labelOf(choice);
  const group = groupOf(list, choice);
  if (text === '' || text.length > LABEL_LIMIT || isAll(text) || OTHER_CHOICE.test(group?.getAttribute('aria-label') ?? '')) return false;
  if (isStatus(text)) return true;
  if (!group) return false;
  const others = leavesOf(group);
  return others.length <= MOST_CHOICES && others.some((other) => /^all(?: (?:api )?keys)?\W*\d*\W*$/i.test(other.text));
}

/** What holds a choice beside the others of its kind. */
function groupOf(list: AroundList, choice: Element): Element | null {
  const group = choice.parentElement?.closest(CHOICES);
  const isOfList = group && !list.holdsKeys(group);
  return isOfList ? group : choice.closest('label')?.parentElement ?? choice.parentElement;
}

/** Choices that are statuses, none of which says whether it is chosen, or a link to the keys of one status. */
export function hasUntoldChoice(list: AroundList): boolean {
  const groups = new Map<Element | null, number>();
  return list.controls.some(({ element, label, isOff }) => {
    if (isOff || !(isStatus(label) || isAll(label)) || element.hasAttribute('aria-expanded') || !list.isAbout(element)) return false;
    const group = groupOf(list, element);
    if (group?.querySelector('[aria-selected],[aria-pressed],[aria-checked],[aria-current]')) return false;
    const count = (groups.get(group) ?? 0) + (isStatus(label) ? 1 : 0.5);
    groups.set(group, count);
    return count > 1;
  });
}

/** A list of choices, open or folded up, is at one of them. */
export function hasChosenOption(list: AroundList): boolean {
  return queryAll<HTMLSelectElement>(list.body, 'select').some((select) => narrowsBySelect(select) && list.isAbout(select))
    || ['[role="combobox"]', '[aria-haspopup]'].some((selector) => queryAll(list.body, selector).some((box) => narrowsByBox(box) && list.isAbout(box)));
}

function narrowsBySelect(select: HTMLSelectElement): boolean {
  const options = Array.from(select.options).slice(0, MOST_CHOICES);
  const chosen = options.filter(({ selected }) => selected);
  const label = labelOfField(select);
  if (chosen.length === 0 || OTHER_CHOICE.test(label)) return false;
  const texts = chosen.map((option) => (option.textContent ?? '').slice(0, LABEL_LIMIT).trim());
  const others = options.filter((option) => !chosen.includes(option)).map(({ textContent }) => textContent ?? '');
  return texts.some((text) => isNarrow(text, label) || (!NO_CHOICE.test(text) && !isAll(text) && others.some(isAll)));
}

function narrowsByBox(box: Element): boolean {
  const label = labelOfField(box);
  if (OTHER_CHOICE.test(label)) return false;
  const value = (box as Partial<HTMLInputElement>).value?.trim() || textOf(box) || printedBeside(box);
  const [, behind] = FILTER_PAIR.exec(value) ?? [];
  // A button that opens a menu says what it is for; a box of choices what is chosen.
  const isChoice = box.matches('[role="combobox"],[aria-haspopup="listbox"]') && value !== label;
  return isNarrow(behind ?? value, isChoice || behind ? `${label} ${behind ? value : ''}` : '');
}

/** Some boxes of choices print what is chosen beside an empty field. */
function printedBeside(box: Element): string {
  let at = box.localName === 'input' ? shownParent(box) : null;
  for (let steps = 0; at && steps < 3 && leavesOf(at).length <= 4; steps++, at = shownParent(at)) {
    const printed = leavesOf(at).find(({ text }) => isStatus(text));
    if (printed) return printed.text;
  }
  return '';
}

function isNarrow(value: string, label: string): boolean {
  if (value === '' || value.length > LABEL_LIMIT || NO_CHOICE.test(value) || OTHER_CHOICE.test(value) || isAll(value)) return false;
  return isStatus(value) || (FILTER_LABEL.test(label) && !FILTER_LABEL.test(value));
}

const BOXES = ['input[type="checkbox"]', '[role="checkbox"]', '[role="switch"]', '[role="menuitemcheckbox"]', '[aria-pressed]'];

/** A box is ticked that hides keys, one is not that would show more, or some of the statuses are picked. */
export function hasNarrowingBox(list: AroundList): boolean {
  const picked = [0, 0];
  const boxes = BOXES.flatMap((selector) => queryAll(list.body, selector));
  const hidesKeys = [...new Set(boxes)].some((box) => {
    const effect = effectOfBox(box.localName === 'input' ? labelOfField(box) : labelOf(box) || labelOfField(box));
    if (!effect || !list.isAbout(box)) return false;
    const isOn = box.localName === 'input' ? (box as HTMLInputElement).checked : (box.getAttribute('aria-checked') ?? box.getAttribute('aria-pressed')) === 'true';
    if (effect === 'picks') picked[isOn ? 1 : 0]! += 1;
    return effect === (isOn ? 'narrows' : 'widens');
  });
  const [off, on] = picked as [number, number];
  return hidesKeys || (on > 0 && (off > 0 || on === 1));
}

const NO_TEXT = new Set(['checkbox', 'radio', 'hidden', 'button', 'submit', 'reset', 'password', 'file', 'color', 'range', 'image']);

/** Something is typed into a field that finds or filters. */
export function hasTypedFilter(list: AroundList): boolean {
  return queryAll<HTMLInputElement>(list.body, 'input').some((field) => {
    const isEmpty = NO_TEXT.has(field.type) || field.value.trim() === '' || field.readOnly || field.disabled;
    return !isEmpty && finds(field) && list.isOnPage(field);
  });
}

function finds(field: HTMLInputElement): boolean {
  if (field.type === 'search' || field.getAttribute('role') === 'searchbox' || field.closest('[role="search"],th,thead,[role="columnheader"]')) return true;
  const label = labelOfField(field);
  if (label === '') return field.getAttribute('role') !== 'combobox';
  if (/^(?:date|month|datetime-local)/.test(field.type) && RANGE.test(label)) return true;
  return [label, ...textsAround(field)].some((text) => SEARCHING.test(text));
}

/** What is said of the fields around, and the button beside one: "Filter", "Search". */
function textsAround(field: Element): readonly string[] {
  const beside = leavesOf(shownParent(field)!);
  const group = field.closest('fieldset,form,[role="form"],[role="group"]');
  const legend = group?.querySelector('legend')?.textContent ?? '';
  return [...(beside.length <= 4 ? beside.map(({ text }) => text) : []), group?.getAttribute('aria-label') ?? '', legend].filter(({ length }) => length <= LABEL_LIMIT);
}

/** The page says that a filter is on, or offers to take one away. */
export function saysFilter(list: AroundList): boolean {
  return list.texts.some(({ element, text }) => saysFiltered(text) && list.isAbout(element))
    || list.controls.some((control) => isFilterControl(control) && list.isAbout(control.element));
}

function isFilterControl({ element, label, isOff }: AroundList['controls'][number]): boolean {
  if (isOff) return false;
  const [, value] = FILTER_PAIR.exec(label.replace(CROSSES, '').trim()) ?? [];
  return CLEARS_FILTER.test(label) || saysFiltered(label) || (value !== undefined && isNarrow(value, '')) || isChip(element, label);
}

const CROSSES = /[×✕✖⨯╳]/g;

/** A chip is what is filtered by, with a button that takes it away. */
function isChip(element: Element, label: string): boolean {
  const ownText = textOf(element).replace(CROSSES, '').trim();
  if (CROSSES.test(label) && ownText !== '') return isStatus(ownText);
  if (!TAKES_AWAY.test(label)) return false;
  const chip = shownParent(element);
  const text = chip && leavesOf(chip).length <= 4 ? textOf(chip).replace(CROSSES, '').replace(label, '').trim() : '';
  const [, value] = FILTER_PAIR.exec(text) ?? [];
  // A notice that can be taken away is no chip.
  return value === undefined ? isStatus(text) && !/^\d|\b(?:is|are)\b/i.test(text) : !isAll(value);
}
