import { KIND } from '../../page-model/kinds';
import { holdsTypedText, optionsOf, typeOf } from '../../page-model/fields';
import { labelOf, labelOfField, type AroundList } from './around-list';
import type { PageNode } from '../../page-model/page-node';
import { isOfAnotherList } from '../evidence/other-list';
import { fieldOf } from '../vocabulary/labels';
import { isHeadingOfKeys } from '../vocabulary/titles';
import {
  BOUND,
  CLEARS_FILTER,
  effectOfBox,
  FILTER_LABEL,
  FILTER_PAIR,
  isAll,
  isStatus,
  isTabOfElse,
  LABEL_LIMIT,
  NO_CHOICE,
  OTHER_CHOICE,
  saysFiltered,
  SEARCHING,
  TAKES_AWAY,
} from '../vocabulary/part-words';

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
].join();
const GROUP =
  '[role="tablist"],[role="radiogroup"],[role="group"],[role="listbox"],[role="menu"],[role="toolbar"],' +
  'fieldset,ul,ol,nav';
const ALL_KEYS = /^all(?: (?:api )?keys)?\W*\d*\W*$/i;
const OWN_KEYS = /^(?:my|your)(?: own)? (?:api )?keys\b/i;
/** "Team keys (3)", "Keys of other members" */
const SOME_KEYS = /\bkeys(?:[\W\d]*$| (?:of|in|for|from)\b)/i;
/** A group of more choices is no filter. Chosen, not measured. */
const MOST_CHOICES = 60;
/** A field or a chip, with what is printed beside it, has at most so many texts. Chosen, not measured. */
const MOST_TEXTS = 4;
/** The most steps from a field up to the text or button beside it. Chosen, not measured. */
const MOST_STEPS = 3;
/** A choice of "All" counts for so much of a choice of a status: it may be about anything. Chosen, not measured. */
const HALF_A_STATUS = 0.5;

/** Whether a tab, chip, radio button, link or option is chosen that stands for some of the keys. */
export function hasChosenPart(list: AroundList): boolean {
  return list.nodes.some(
    (node) => node.is(CHOSEN) && list.isAbout(node) && (narrows(choiceOf(list, node)) || isOneOfLists(list, node)),
  );
}

/** Whether a tab is chosen beside one of other keys: "API keys | Revoked", or each is of one agency's. */
function isOneOfLists(list: AroundList, tab: PageNode): boolean {
  if (tab.role !== 'tab' || isAll(tab.text)) return false;
  const others =
    groupOf(list, tab)
      ?.all('[role="tab"]')
      .filter((other) => other !== tab) ?? [];
  if (others.some(({ text }) => isStatus(text) || isOfSomeKeys(text))) return true;
  const isUnknown = ({ text }: PageNode): boolean => !isHeadingOfKeys(text) && !isTabOfElse(text);
  return others.length > 0 && [tab, ...others].every(isUnknown) && isUnderTitle(list, tab);
}

function isOfSomeKeys(text: string): boolean {
  return SOME_KEYS.test(text) && !OWN_KEYS.test(text) && !isOfAnotherList(text);
}

/** Tabs above the title divide the page, those between it and the keys the keys. */
function isUnderTitle(list: AroundList, tab: PageNode): boolean {
  let isUnder = false;
  list.body.visitKinds(KIND.heading, (heading) => {
    isUnder ||= isHeadingOfKeys(heading.text) && heading.isBefore(tab);
  });
  return isUnder && tab.isBefore(list.rows[0]!.node);
}

function narrows({ text, label, others }: Choice): boolean {
  const [, value = text] = FILTER_PAIR.exec(text) ?? [];
  if (value.length > LABEL_LIMIT || NO_CHOICE.test(value) || isAll(value)) return false;
  if (OTHER_CHOICE.test(label + text)) return false;
  return (
    isStatus(value) ||
    others.some(
      (other) => other.length < LABEL_LIMIT && (isAll(other) || (OWN_KEYS.test(value) && isOfSomeKeys(other))),
    ) ||
    (FILTER_LABEL.test(value === text ? label : text) && !FILTER_LABEL.test(value))
  );
}

function choiceOf(list: AroundList, node: PageNode): Choice {
  if (node.tag === 'select') return optionOf(node);
  if (node.is('[role="combobox"],[aria-haspopup]')) return choiceInBox(node);
  const text = node.tag === 'input' ? labelOfField(node) : labelOf(node);
  const group = groupOf(list, node);
  const texts = group?.leaves.map((leaf) => leaf.text) ?? [];
  const others =
    texts.length > MOST_CHOICES ? [] : texts.filter((other) => ALL_KEYS.test(other) || isOfSomeKeys(other));
  // All of several toggle buttons may be pressed, so they count as checkboxes; beside one for "All" only some are.
  const isPressed = node.attribute('aria-pressed') !== null && isStatus(text);
  return { text: isPressed ? '' : text, label: group?.attribute('aria-label') ?? '', others };
}

function optionOf(select: PageNode): Choice {
  const options = optionsOf(select, MOST_CHOICES);
  const chosen = options.find(({ isChosen }) => isChosen);
  const others = options.filter(({ isChosen }) => !isChosen).map(({ text }) => text);
  return { text: chosen?.text ?? '', label: labelOfField(select), others };
}

/** A button that opens a menu shows its purpose; a combobox shows the choice, at times beside an empty field. */
function choiceInBox(box: PageNode): Choice {
  const label = labelOfField(box);
  const text = box.fieldValue() || box.text || printedBeside(box, label) || label;
  const isChoice = box.is('[role="combobox"],[aria-haspopup="listbox"]') && text !== label;
  return { text, label: isChoice || OTHER_CHOICE.test(label) ? label : '', others: [] };
}

/** What is printed beside an empty field; any text may be the choice of a filter. */
function printedBeside(box: PageNode, label: string): string {
  const isFilter = FILTER_LABEL.test(label);
  let around = box.tag === 'input' ? box.parent : undefined;
  for (
    let steps = 0;
    around && steps < MOST_STEPS && around.leaves.length <= MOST_TEXTS;
    steps++, around = around.parent
  ) {
    const printed = around.leaves.find(({ text }) => isStatus(text) || (isFilter && !label.includes(text)));
    if (printed) return printed.text;
  }
  return '';
}

/** The node that holds a choice beside the others of its kind. */
function groupOf(list: AroundList, choice: PageNode): PageNode | undefined {
  const group = choice.parent?.closest(GROUP);
  return group && !list.holdsKeys(group) ? group : (choice.closest('label') ?? choice).parent;
}

/** Whether there are choices of a status none of which says whether it is chosen. */
export function hasUntoldChoice(list: AroundList): boolean {
  const groups = new Map<PageNode | undefined, number>();
  return list.controls.some(({ node, label, isOff }) => {
    const isOfStatus = isStatus(label);
    if (isOff || !(isOfStatus || isAll(label)) || node.attribute('aria-expanded') !== null) return false;
    if (!list.isAbout(node)) return false;
    const group = groupOf(list, node);
    if (group?.has('[aria-selected],[aria-pressed],[aria-checked],[aria-current]')) return false;
    const count = (groups.get(group) ?? 0) + (isOfStatus ? 1 : HALF_A_STATUS);
    groups.set(group, count);
    return count > 1;
  });
}

const BOXES = '[type="checkbox"],[role="checkbox"],[role="switch"],[role="menuitemcheckbox"],[aria-pressed]';

/** Whether a ticked box hides keys, an unticked one would show more, or only some of the statuses are picked. */
export function hasNarrowingBox(list: AroundList): boolean {
  let [on, off] = [0, 0];
  const hidesKeys = list.nodes.some((box) => {
    if (!box.is(BOXES) || !list.isAbout(box)) return false;
    const isInput = box.tag === 'input';
    const effect = effectOfBox((isInput ? '' : labelOf(box)) || labelOfField(box));
    const state = box.attribute('aria-checked') ?? box.attribute('aria-pressed');
    const isOn = isInput ? box.is(':checked') : state === 'true';
    if (effect === 'picks' && isOn) on++;
    else if (effect === 'picks') off++;
    return effect === (isOn ? 'narrows' : 'widens');
  });
  return hidesKeys || (on > 0 && (off > 0 || on === 1));
}

/** Whether the user typed something into a field that searches or filters. */
export function hasTypedFilter(list: AroundList): boolean {
  return list.nodes.some((node) => node.tag === 'input' && holdsTypedText(node) && finds(node) && list.isOnPage(node));
}

const SEARCH = '[role="searchbox"],[role="search"] *,th *,thead *,[role="columnheader"] *';

function finds(field: PageNode): boolean {
  const type = typeOf(field);
  if (type === 'search' || field.is(SEARCH)) return true;
  const label = labelOfField(field);
  if (label === '') return field.role !== 'combobox';
  if (/^date|^month/.test(type) && BOUND.test(label)) return true;
  return [label, ...textsAround(field)].some((text) => SEARCHING.test(text));
}

/** The texts about the fields nearby, and of the button beside one: "Filter", "Search". */
function textsAround(field: PageNode): readonly string[] {
  const beside = field.parent?.leaves ?? [];
  const group = field.closest('fieldset,form,[role="form"],[role="group"]');
  const texts = beside.length <= MOST_TEXTS ? beside.map(({ text }) => text) : [];
  return [...texts, group?.attribute('aria-label') ?? '', group?.all('legend')[0]?.text ?? ''].filter(
    ({ length }) => length <= LABEL_LIMIT,
  );
}

const NOT_CHOSEN = '[aria-pressed="false"],[aria-checked="false"]';

/** Whether the page says that a filter is on, or offers to remove one. */
export function saysFilter(list: AroundList): boolean {
  return (
    list.texts.some(({ node, text }) => saysFiltered(text) && !node.closest(NOT_CHOSEN) && list.isAbout(node)) ||
    list.controls.some(
      ({ node, label, isOff }) => !isOff && !node.is(NOT_CHOSEN) && isOfFilter(node, label) && list.isAbout(node),
    )
  );
}

const CROSSES = /[×✕✖⨯╳]/g;

function isOfFilter(node: PageNode, label: string): boolean {
  if (CLEARS_FILTER.test(label)) return /filter/i.test(label) || !isBesideEmptyField(node);
  if (saysFiltered(label)) return true;
  if (/^stat(?:us|e)\b/i.test(label) && isStatus(label)) return true;
  const text = node.text.replace(CROSSES, '').trim();
  const [, value] = FILTER_PAIR.exec(text) ?? [];
  if (value !== undefined) return narrows({ text, label: '', others: [] });
  const isCrossed = text !== '' && text !== node.text && isStatus(text);
  return isCrossed || (TAKES_AWAY.test(label) && isChip(node.parent, label));
}

/** A search may show its "Clear search" at all times. */
function isBesideEmptyField(control: PageNode): boolean {
  let box = control.parent;
  for (let steps = 1; box && steps < MOST_STEPS && !box.has('input'); steps++) box = box.parent;
  return box?.has('input') === true && box.fieldValue('input') === '';
}

/** Whether a chip is a filter. A notice that can be dismissed is not. */
function isChip(chip: PageNode | undefined, label: string): boolean {
  const text = chip && chip.leaves.length <= MOST_TEXTS ? chip.text.replace(CROSSES, '').replace(label, '').trim() : '';
  const value = FILTER_PAIR.exec(text)?.[1] ?? valueOfField(text);
  // "Remove Transport" is the name of the cross on a chip "Transport".
  if (text !== '' && label.toLowerCase() === `remove ${text.toLowerCase()}`) return !isAll(text);
  return value === undefined ? isStatus(text) && !/^\d|\b(?:is|are)\b/i.test(text) : !isAll(value);
}

/** The value that a chip gives for what a column has: "Created: 2026". */
function valueOfField(text: string): string | undefined {
  const [label = '', value] = text.split(/ ?[:=] ?/);
  return fieldOf(label) ? value : undefined;
}
