import { KIND, leavesOf, queryAll, textWithout, visitMarks, type Leaf } from './digest';
import { closestShown, ENTRY, isBefore, isShownWithin, isSilent, shownParent } from './dom';
import { cleanName, type KeyRow } from './key-row';
import { isSign } from './labels';
import { isSecretOrMasked } from './secret';

/*
 * Whose keys a page lists, as far as it tells: by the e-mail address of who is signed in or, where it prints none, by
 * what is chosen as the agency, or stands behind such a label.
 */

const E_MAIL = /^(?:signed in as |logged in as |account: ?)?([\w.+-]+@[\w-]+(?:\.[\w-]+)+)$/i;

/** Labels of those for whom keys are kept, and of the person who looks at them. */
const GROUP = /^(?:(?:current|your|my|selected|active|switch|change|select|choose)(?: the| your)? )?(?:agency|account|organi[sz]ation|team|workspace|department|ministry|tenant)(?: (?:name|menu|switcher|selector|picker))?$|^(?:(?:you are )?(?:viewing|acting|working) (?:as|for|on behalf of)|on behalf of)$/;
const PERSON = /^(?:you(?: are|['’]re) )?(?:currently )?(?:signed|logged)[- ]in(?: as| with| user)?$|^user$/;
/** A label and its value in one text. */
const BOTH = /^([^:：]{2,40}?)(?:\s*[:：]\s*|(?<= (?:as|for|of)) )(\S.*)$/;
/** Nobody in particular, or something to press. */
const NOBODY = /^(?:all|any|every(?:one|body)?|none|no|my|your|select|choose|switch|change|please|loading|guest|anonymous|log ?(?:in|out)|sign ?(?:in|out)|settings|profile|preferences|menu|more|help|home|users?|admin(?:istrator)?|new|create|add)\b/i;
/** Longer texts are not read, and longer names are not kept. */
const LONGEST_TEXT = 200;
const LONGEST_NAME = 100;

const CHOICE = 'select:not([multiple]),[role="combobox"],button[aria-haspopup]:not([aria-haspopup="false"]),[role="button"][aria-haspopup]:not([aria-haspopup="false"])';
/** What is chosen there is not whose list it is. */
const DIALOG = 'dialog,[role="dialog"],[role="alertdialog"]';
const ELSEWHERE = `${ENTRY},${DIALOG},table,[role="table"],[role="grid"],[role="treegrid"]`;
const TO_FILL_IN = 'input:not([type="hidden"],[type="checkbox"],[type="search"],[role="combobox"]),textarea';
const HEADING = 'h1,h2,h3,h4,h5,h6,[role="heading"]';
/** Texts above a list that are looked at, at most. */
const MOST_TEXTS = 300;

/** What is told, by rising right to be whose list it is. */
const AS_PERSON = 0;
const AS_ACCOUNT = 1;
const AS_GROUP = 2;

interface Told {
  name: string;
  as: typeof AS_PERSON | typeof AS_ACCOUNT | typeof AS_GROUP;
}

/** The account or agency whose keys a page lists; `undefined` where it tells none, or several. */
export function findAccount(page: Document, rows: readonly KeyRow[]): string | undefined {
  const banners = bannersOf(page);
  const addresses = new Set(banners.flatMap((banner) => leavesOf(banner).map(addressIn)).filter((address) => address !== undefined));
  if (addresses.size === 1) return [...addresses][0];
  const ownBanners = banners.filter((banner) => !closestShown(banner, ELSEWHERE));
  return theOne(ownBanners.flatMap(toldInBanner)) ?? theOne(toldAbove(page, rows));
}

function bannersOf(page: Document): Element[] {
  const banners: Element[] = [];
  visitMarks(page.body, KIND.banner, (element) => {
    banners.push(element);
    return false;
  });
  return banners;
}

function addressIn({ text }: Leaf): string | undefined {
  return text.includes('@') && text.length <= LONGEST_TEXT ? E_MAIL.exec(text)?.[1]?.toLowerCase() : undefined;
}

/** The only agency that is told or, where none is, the only account, or person. */
function theOne(told: readonly Told[]): string | undefined {
  const best = Math.max(...told.map((one) => one.as));
  const names = new Set(told.filter((one) => one.as === best).map(({ name }) => name));
  return names.size === 1 ? [...names][0] : undefined;
}

function toldInBanner(banner: Element): Told[] {
  const choices = queryAll(banner, CHOICE).filter((choice) => isShown(choice) && !closestShown(choice, DIALOG));
  const leaves = leavesOf(banner, (element) => choices.includes(element) || element.matches(DIALOG));
  return [...choices.map(toldByChoice), ...leaves.map((_, index) => toldByText(leaves, index))].filter((told) => told !== undefined);
}

/** What is told above the list, unless something behind it tells otherwise: then it is the heading of a part of it. */
function toldAbove(page: Document, rows: readonly KeyRow[]): Told[] {
  const first = rows[0]!.element;
  const choices = queryAll(page.body, CHOICE).filter((choice) => isBefore(choice, first) && !isShownWithin(first, choice) && isShown(choice) && !closestShown(choice, ELSEWHERE) && !isInForm(choice));
  const leaves = leavesOf(page.body).slice(0, MOST_TEXTS);
  const isAbove = ({ element }: Leaf): boolean => isBefore(element, first) && !isShownWithin(first, element) && !isShownWithin(element, first);
  const texts = leaves.flatMap((leaf, index) => {
    const told = toldByText(leaves, index);
    return told ? [{ leaf, told }] : [];
  });
  const isAnyAbove = texts.some(({ leaf }) => isAbove(leaf) && !closestShown(leaf.element, ELSEWHERE));
  return [...choices.map(toldByChoice), ...(isAnyAbove ? texts.map(({ told }) => told) : [])].filter((told) => told !== undefined);
}

function isShown(element: Element): boolean {
  for (let at: Element | null = element.localName === 'select' ? shownParent(element) : element; at; at = shownParent(at)) if (isSilent(at)) return false;
  return !element.hasAttribute('hidden');
}

/** Whether it is chosen for something that is being created or changed. */
function isInForm(choice: Element): boolean {
  return choice.closest('form,fieldset')?.querySelector(TO_FILL_IN) != null;
}

/** What is chosen in a field, or on a button that opens a choice, that is labelled as an agency's. */
function toldByChoice(choice: Element): Told | undefined {
  const value = valueOf(choice);
  for (const label of labelsOf(choice)) {
    const whole = told(label, value);
    if (whole) return whole;
    // "Agency: MOH" is the label of a button whose text says the same, or nothing.
    const [, before = '', behind = ''] = partsOf(label) ?? [];
    const part = told(before, behind);
    if (part) return part;
  }
  const [, before = '', behind = ''] = partsOf(value) ?? [];
  if (before) return told(before, behind);
  const [first, ...others] = leavesOf(choice).filter(({ text }) => !isSign(text));
  return first && told(first.text, plain(others.map(({ text }) => text).join(' ')));
}

function partsOf(text: string): RegExpExecArray | undefined {
  return (text.length <= LONGEST_TEXT && BOTH.exec(text)) || undefined;
}

function valueOf(choice: Element): string {
  if (choice.localName === 'select') {
    const { options, selectedIndex } = choice as HTMLSelectElement;
    return plain(options[selectedIndex]?.textContent ?? '');
  }
  const entered = (choice as Partial<HTMLInputElement>).value;
  if (choice.localName === 'input' && entered) return plain(entered);
  // A chosen text is often printed beside an empty field.
  const home = choice.localName === 'input' ? (choice.closest('[role="group"]') ?? choice.parentElement ?? choice) : choice;
  const texts = leavesOf(home, (element) => element.localName === 'label').filter(({ text, isPicture }) => !isPicture && !isSign(text));
  return plain(texts.map(({ text }) => text).join(' '));
}

/** What may be the label of a choice: its accessible name, or all that stands beside it. */
function labelsOf(choice: Element): string[] {
  const root = choice.getRootNode() as Document | ShadowRoot;
  const byId = (id: string): Element | null => root.getElementById?.(id) ?? null;
  const named = (choice.getAttribute('aria-labelledby') ?? '').split(/\s+/, 5).map((id) => (id ? byId(id) : null));
  const labels = [...named, choice.closest('label'), ...((choice as Partial<HTMLSelectElement>).labels ?? [])];
  const around = [choice.parentElement, choice.parentElement?.parentElement, choice.closest('[role="group"]')?.querySelector('label')];
  const isOther = (element: Element | null | undefined): element is Element => element != null && element !== choice;
  const printed = [...labels, ...around].filter(isOther).map((element) => textWithout(element, (at) => at === choice));
  return [choice.getAttribute('aria-label') ?? '', ...printed, choice.getAttribute('title') ?? ''].map(plain).filter(Boolean);
}

/** "Agency: MOH" in one text, or in two that stand side by side. */
function toldByText(leaves: readonly Leaf[], index: number): Told | undefined {
  const { text, element, isPicture } = leaves[index]!;
  if (isPicture || text.length > LONGEST_TEXT) return undefined;
  const [, before = '', behind = ''] = partsOf(text) ?? [];
  if (before) return told(before, behind);
  const next = leaves[index + 1];
  const isPhrase = / (?:as|for|of|with)[:：]?$/i.test(text);
  if (!next || next.isPicture || element.closest(`a,button,[role="button"],[role="tab"],${HEADING}`) || isOfField(element)) return undefined;
  if (!isPhrase && next.element.closest('a,[role="tab"],[role="menuitem"]')) return undefined;
  return areBeside(element, next.element) ? told(text, next.text) : undefined;
}

/** Whether a text is the label of a field: what stands behind it is not its value. */
function isOfField(element: Element): boolean {
  const label = element.closest('label');
  return isInForm(element) || (label !== null && (label.hasAttribute('for') || label.querySelector('input,select,textarea') !== null));
}

/** Whether a label and a value have an element of their own around them, or are a term and what it stands for. */
function areBeside(label: Element, value: Element): boolean {
  if (label.localName === 'dt') return value.closest('dd') !== null;
  for (let home: Element | null = label, up = 0; home && up < 3; home = shownParent(home), up++) {
    if (isShownWithin(value, home)) return leavesOf(home).filter(({ text }) => !isSign(text)).length <= 3;
  }
  return false;
}

function told(label: string, value: string): Told | undefined {
  const plainLabel = label.toLowerCase().replace(/[\s:：*]+$/, '');
  const as = rankOf(plainLabel);
  if (as === undefined) return undefined;
  const name = cleanName(value).replace(/[\s.,;]+$/, '');
  const isName = name !== '' && name.length <= LONGEST_NAME && /\p{L}/u.test(name) && !NOBODY.test(name) && name.toLowerCase() !== plainLabel && !isSecretOrMasked(name);
  return isName ? { name: name.includes('@') ? name.toLowerCase() : name, as } : undefined;
}

function rankOf(label: string): Told['as'] | undefined {
  if (PERSON.test(label)) return AS_PERSON;
  if (!GROUP.test(label)) return undefined;
  return /\baccount\b/.test(label) ? AS_ACCOUNT : AS_GROUP;
}

function plain(text: string): string {
  return text.length > LONGEST_TEXT ? '' : text.replace(/\s+/g, ' ').replace(/[\s▾▼⌄▿∨]+$/, '').trim();
}
