import { relatedNodes } from './node-search';
import type { PageNode } from './page-node';

/* What the fields of a page say: their labels, their choices, what is typed into them. */

/** The most labels that a field refers to by their ids. Chosen, not measured. */
const MOST_LABELS = 5;

/** The nodes of a field's labels, however they are attached. */
export function labelsAttachedTo(field: PageNode): PageNode[] {
  return relatedNodes(field, (element) => {
    const root = element.getRootNode() as Document | ShadowRoot;
    const ids = (element.getAttribute('aria-labelledby') ?? '').split(/\s+/, MOST_LABELS).filter(Boolean);
    const { labels } = element as Partial<HTMLInputElement>;
    return [...ids.map((id) => root.getElementById?.(id)), element.closest('label'), ...(labels ?? [])];
  });
}

/** An option of a `select`. */
interface FieldOption {
  text: string;
  isChosen: boolean;
}

/** The first options of a `select`, at most `most`. */
export function optionsOf(select: PageNode, most: number): FieldOption[] {
  return select.ask((element) => {
    const options = Array.from((element as HTMLSelectElement).options).slice(0, most);
    return options.map(({ text, selected }) => ({ text, isChosen: selected }));
  }, []);
}

/** The option that is chosen in a `select`; empty if none is. */
export function chosenOption(select: PageNode): string {
  return select.ask((element) => (element as HTMLSelectElement).selectedOptions[0]?.textContent ?? '', '');
}

export function typeOf(field: PageNode): string {
  return field.ask((element) => (element as HTMLInputElement).type, 'text');
}

/** Types of fields that hold no text of the user's, or one that is nobody's business. */
const OTHER_TYPE = /^(?:checkbox|radio|hidden|button|submit|reset|password|file|color|range|image)$/;

/** Whether the user may have typed the text that a field holds. */
export function holdsTypedText(field: PageNode): boolean {
  const isFixed = field.attribute('readonly') !== null || field.attribute('disabled') !== null;
  return !OTHER_TYPE.test(typeOf(field)) && field.fieldValue() !== '' && !isFixed;
}
