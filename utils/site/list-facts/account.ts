import { chosenOption, labelsAttachedTo } from '../../page-model/fields';
import { ENTRY } from '../../page-model/dom';
import { KIND } from '../../page-model/kinds';
import { nodesWithin } from '../../page-model/node-search';
import type { Leaf, PageNode } from '../../page-model/page-node';
import { type SnapshotRow } from '../key-row';
import { cleanName } from '../../secrets/clean-name';
import { fieldOf, isSign } from '../vocabulary/labels';
import { isSecretOrMasked } from '../../secrets/storage-gate';

/*
 * Whose keys a page lists, if it says so: the e-mail address of the signed-in user or, if none is printed, the agency
 * that is chosen or labelled as such.
 */

const E_MAIL = /^(?:signed in as |logged in as |account: ?)?([\w.+-]+@[\w-]+(?:\.[\w-]+)+)$/i;

const ADDRESS_FIRST = /^[\w.+-]+@[\w-]+(?:\.[\w-]+)+(?=[.,;]? )/;

/** Labels of the owner of keys, and of the person who is signed in. */
const BEFORE_GROUP = /^(?:current|your|my|selected|active|switch|change|select|choose)(?: the| your)? /;
const GROUP = new RegExp(
  '^(?:agency|account|organi[sz]ation|team|workspace|department|ministry|tenant)' +
    '(?: (?:name|menu|switcher|selector|picker))?$',
);
const ON_BEHALF = /^(?:(?:you are )?(?:viewing|acting|working) (?:as|for|on behalf of)|on behalf of)$/;
const PERSON = /^(?:you(?: are|['’]re) )?(?:currently )?(?:signed|logged)[- ]in(?: as| with| user)?$|^user$/;
/** A label and its value in one text. */
const BOTH = /^([^:：]{2,40}?)(?:\s*[:：]\s*|(?<= (?:as|for|of)) )(\S.*)$/;
/** Nobody in particular, or the text of a button. */
const NOBODY = new RegExp(
  `^(?:${[
    'all|any|every(?:one|body)?|none|no|my|your|guest|anonymous|users?|admin(?:istrator)?|loading',
    'please|select|choose|switch|change|new|create|add|(?:log|sign) ?(?:in|out)',
    'settings|profile|preferences|menu|more|help|home',
  ].join('|')})\\b`,
  'i',
);
/** Longer texts are not read, and longer names are not kept. Chosen, not measured. */
const LONGEST_TEXT = 200;
const LONGEST_NAME = 100;

const OPENS = '[aria-haspopup]:not([aria-haspopup="false"])';
const CHOICE = `select:not([multiple]),[role="combobox"],button${OPENS},[role="button"]${OPENS}`;
/** A choice in a dialog does not say whose list it is. */
const DIALOG = 'dialog,[role="dialog"],[role="alertdialog"]';
const ELSEWHERE = `${ENTRY},${DIALOG},table,[role="table"],[role="grid"],[role="treegrid"]`;
const TO_FILL_IN = 'input:not([type="hidden"],[type="checkbox"],[type="search"],[role="combobox"]),textarea';
const HEADING = 'h1,h2,h3,h4,h5,h6,[role="heading"]';
/** The most texts above a list that are read. Chosen, not measured. */
const MOST_TEXTS = 300;
/** A value is at most so many steps from its label, with at most so many texts around both. Chosen, not measured. */
const MOST_STEPS = 3;
const MOST_TEXTS_BESIDE = 3;

/** How strongly a text says whose list it is, in rising order. */
const AS_PERSON = 0;
const AS_ACCOUNT = 1;
const AS_GROUP = 2;

interface NamedOwner {
  name: string;
  as: typeof AS_PERSON | typeof AS_ACCOUNT | typeof AS_GROUP;
}

/** The account or agency whose keys a page lists; `undefined` if it names none, or several. */
export function findAccount(body: PageNode, rows: readonly SnapshotRow[]): string | undefined {
  const banners = bannersOf(body);
  const printed = banners.flatMap((banner) => banner.leaves.map(addressIn));
  const addresses = new Set(printed.filter((address) => address !== undefined));
  if (addresses.size === 1) return [...addresses][0];
  const ownBanners = banners.filter((banner) => !banner.closest(ELSEWHERE));
  return theOne(ownBanners.flatMap(toldInBanner)) ?? theOne(toldAbove(body, rows));
}

const LEAVES_SITE = /^(?:log|sign) ?out$/i;

/** The banners of a page; on a page of plain boxes the control that logs out tells where one is. */
function bannersOf(body: PageNode): PageNode[] {
  const banners: PageNode[] = [];
  body.visitKinds(KIND.banner | KIND.control, (node, kinds) => {
    const isBanner = (kinds & KIND.banner) !== 0;
    const banner = isBanner ? node : LEAVES_SITE.test(node.text) && node.parent;
    if (banner && (isBanner || banner.leaves.length <= MOST_TEXTS_BESIDE)) banners.push(banner);
    return !isBanner;
  });
  return banners;
}

/** Contact addresses are not those of the signed-in user. */
const OF_HELP = /^(?:help|support|contact|feedback|enquir|inquir|info)/;

function addressIn({ text, node }: Leaf): string | undefined {
  if (!text.includes('@') || text.length > LONGEST_TEXT || node.closest('a[href^="mailto:"]')) return undefined;
  const address = E_MAIL.exec(text)?.[1]?.toLowerCase();
  return address && OF_HELP.test(address) ? undefined : address;
}

/** The only agency that is named or, without one, the only account, or person. */
function theOne(ownerNamed: readonly NamedOwner[]): string | undefined {
  const best = Math.max(...ownerNamed.map((owner) => owner.as));
  const names = new Set(ownerNamed.filter((owner) => owner.as === best).map(({ name }) => name));
  return names.size === 1 ? [...names][0] : undefined;
}

function toldInBanner(banner: PageNode): NamedOwner[] {
  const choices = choicesIn(banner).filter((choice) => !choice.closest(DIALOG));
  const leaves = banner.leavesWithout((node) => choices.includes(node) || node.is(DIALOG));
  const texts = leaves.map((_, index) => ownerInText(leaves, index));
  return [...choices.map(ownerChosen), ...texts].filter((ownerNamed) => ownerNamed !== undefined);
}

/**
 * What the page says above the list, unless a text after it contradicts it: then it is the heading of a part of the
 * list.
 */
function toldAbove(body: PageNode, rows: readonly SnapshotRow[]): NamedOwner[] {
  const first = rows[0]!.node;
  const isAbove = (node: PageNode): boolean =>
    node.isBefore(first) && !first.isWithin(node) && !node.isWithin(first) && !node.closest(ELSEWHERE);
  const choices = choicesBefore(first, body).filter((choice) => isAbove(choice) && !isInForm(choice));
  const leaves = body.leaves.slice(0, MOST_TEXTS);
  const texts = leaves.flatMap((leaf, index) => {
    const ownerNamed = ownerInText(leaves, index);
    return ownerNamed ? [{ leaf, told: ownerNamed }] : [];
  });
  const isAnyAbove = texts.some(({ leaf }) => isAbove(leaf.node));
  const ownersInTexts = isAnyAbove ? texts.map(({ told: ownerNamed }) => ownerNamed) : [];
  return [...choices.map(ownerChosen), ...ownersInTexts].filter((ownerNamed) => ownerNamed !== undefined);
}

/** The choices before a node. Each row of a list may have a menu: those are skipped. */
function choicesBefore(first: PageNode, body: PageNode): PageNode[] {
  const passed = new Set<PageNode>();
  return choicesIn(body).filter((choice) => {
    const part = [...choice.outwards()].find(({ kinds }) => (kinds & KIND.nestedRoot) !== 0) ?? body;
    if (passed.has(part)) return false;
    if (!choice.isBefore(first)) passed.add(part);
    return !passed.has(part);
  });
}

/** The choices within a node. A field is silent, so only the attribute says that it is hidden. */
function choicesIn(node: PageNode): PageNode[] {
  return nodesWithin(node).filter((choice) => choice.is(CHOICE) && choice.attribute('hidden') === null);
}

/** Whether a choice belongs to something that is being created or changed. */
function isInForm(choice: PageNode): boolean {
  return choice.closest('form,fieldset')?.has(TO_FILL_IN) ?? false;
}

/** The choice in a field, or on a button that opens a menu, that is labelled as an agency's. */
function ownerChosen(choice: PageNode): NamedOwner | undefined {
  const value = valueOf(choice);
  for (const label of labelsOf(choice)) {
    const whole = ownerNamed(label, value);
    if (whole) return whole;
    // "Agency: MOH" is the label of a button whose text says the same, or nothing.
    const [, before = '', behind = ''] = partsOf(label) ?? [];
    const part = ownerNamed(before, behind);
    if (part) return part;
  }
  const [, before = '', behind = ''] = partsOf(value) ?? [];
  if (before) return ownerNamed(before, behind);
  const [first, ...others] = choice.leaves.filter(({ text }) => !isSign(text));
  return first && ownerNamed(first.text, plain(others.map(({ text }) => text).join(' ')));
}

function partsOf(text: string): RegExpExecArray | undefined {
  return (text.length <= LONGEST_TEXT && BOTH.exec(text)) || undefined;
}

function valueOf(choice: PageNode): string {
  if (choice.tag === 'select') return plain(chosenOption(choice));
  const isInput = choice.tag === 'input';
  const entered = isInput ? choice.fieldValue() : '';
  if (entered) return plain(entered);
  // The chosen text is often printed beside an empty field.
  const home = isInput ? (choice.closest('[role="group"]') ?? choice.parent ?? choice) : choice;
  const leaves = home.leavesWithout(({ tag }) => tag === 'label');
  const texts = leaves.filter(({ text, isPicture }) => !isPicture && !isSign(text));
  return plain(texts.map(({ text }) => text).join(' '));
}

/** The possible labels of a choice: its accessible name, or any text beside it. */
function labelsOf(choice: PageNode): string[] {
  const labels = labelsAttachedTo(choice);
  const inGroup = choice.closest('[role="group"]')?.all('label')[0];
  const printed = [...labels, choice.previous, choice.parent, choice.parent?.parent, inGroup]
    .filter((node) => node !== undefined && node !== choice)
    .map((node) => node!.textWithout((part) => part === choice));
  const said = [choice.attribute('aria-label') ?? '', ...printed, choice.attribute('title') ?? ''];
  return said.map(plain).filter(Boolean);
}

const NO_LABEL = `a,button,[role="button"],[role="tab"],${HEADING}`;

/** "Agency: MOH" in one text, or in two adjacent ones. */
function ownerInText(leaves: readonly Leaf[], index: number): NamedOwner | undefined {
  const { text, node, isPicture } = leaves[index]!;
  if (isPicture || text.length > LONGEST_TEXT) return undefined;
  const [, before = '', behind = ''] = partsOf(text) ?? [];
  if (before) return ownerNamed(before, behind);
  const next = leaves[index + 1];
  const isBeside = next && mayBeValue(next, text) && mayBeLabel(node) && areBeside(node, next.node);
  return isBeside ? ownerNamed(text, next.text) : undefined;
}

function mayBeLabel(node: PageNode): boolean {
  return !node.closest(NO_LABEL) && !isOfField(node);
}

/** A link is the value only of a phrase that needs one: "Signed in as". */
function mayBeValue({ text, node, isPicture }: Leaf, label: string): boolean {
  // In a row of labels, the next one is that of another column.
  if (isPicture || fieldOf(text) !== undefined) return false;
  return / (?:as|for|of|with)[:：]?$/i.test(label) || !node.closest('a,[role="tab"],[role="menuitem"]');
}

/** Whether a text is the label of a field: the text after it is not its value. */
function isOfField(node: PageNode): boolean {
  const label = node.closest('label');
  const isLabel = label !== undefined && (label.attribute('for') !== null || label.has('input,select,textarea'));
  return isLabel || isInForm(node);
}

/** Whether a label and a value share a node of their own, or are a term and its description. */
function areBeside(label: PageNode, value: PageNode): boolean {
  if (label.tag === 'dt') return value.closest('dd') !== undefined;
  for (let home: PageNode | undefined = label, up = 0; home && up < MOST_STEPS; home = home.parent, up++) {
    if (value.isWithin(home)) return home.leaves.filter(({ text }) => !isSign(text)).length <= MOST_TEXTS_BESIDE;
  }
  return false;
}

function ownerNamed(label: string, value: string): NamedOwner | undefined {
  const plainLabel = label.toLowerCase().replace(/(?<![\s:：*])[\s:：*]+$/, '');
  const as = rankOf(plainLabel);
  if (as === undefined) return undefined;
  // A sentence may continue after an address.
  const name = ADDRESS_FIRST.exec(value)?.[0] ?? cleanName(value).replace(/(?<![\s.,;])[\s.,;]+$/, '');
  if (name.length > LONGEST_NAME || !/\p{L}/u.test(name) || NOBODY.test(name)) return undefined;
  const isName = name.toLowerCase() !== plainLabel && !isSecretOrMasked(name);
  return isName ? { name: name.includes('@') ? name.toLowerCase() : name, as } : undefined;
}

function rankOf(label: string): NamedOwner['as'] | undefined {
  if (PERSON.test(label)) return AS_PERSON;
  const group = label.replace(BEFORE_GROUP, '');
  if (!GROUP.test(group) && !ON_BEHALF.test(label)) return undefined;
  return /^account\b/.test(group) ? AS_ACCOUNT : AS_GROUP;
}

function plain(text: string): string {
  return text.length > LONGEST_TEXT
    ? ''
    : text
        .replace(/\s+/g, ' ')
        .replace(/(?<![\s▾▼⌄▿∨])[\s▾▼⌄▿∨]+$/, '')
        .trim();
}
