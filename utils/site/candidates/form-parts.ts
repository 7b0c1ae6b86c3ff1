import type { PageNode } from '../../page-model/page-node';
import { perNode } from '../../page-model/per-node';
import { createsKeyOrToken, makesThisKey } from '../vocabulary/create-controls';
import { titleOf } from './headings';

/* What belongs to a form, and so says nothing of a key; and the name of a key that is being edited. */

/** Controls that choose a lifespan. */
const CHOICE = 'select,[role="combobox"],[role="radiogroup"],[role="listbox"]';
const EDITABLE = 'input:not([type="checkbox"],[type="hidden"],[readonly])';

/**
 * The name in the field after its label, while it is edited. A form with a choice creates a key, so it does not count.
 */
export function enteredName(label: PageNode): string | undefined {
  const field = label.closest('label')?.first('input') ?? label.next;
  const isText = field?.is(`${EDITABLE}:not([type]),${EDITABLE}[type="text"]`);
  return isText && !label.parent?.parent?.has(CHOICE) ? field?.fieldValue() || undefined : undefined;
}

/** A form's label, or a text within one, says nothing of a key. */
export function isPartOfForm(node: PageNode): boolean {
  if (node.closest('legend,[role="combobox"],[role="radiogroup"],[role="search"]') || isInChoice(node)) return true;
  const label = node.closest('label');
  if (label?.parent?.has(`select,textarea,[role="combobox"],${EDITABLE}`)) return true;
  const form = node.closest('form');
  if ((form && isCreateForm(form)) || isAboveCreation(node)) return true;
  // Beside the choice of how long a new key shall last.
  const home = node.parent;
  return home !== undefined && home.has('select,[role="combobox"]') && home.has(EDITABLE) && !home.is('main,body');
}

/** What has a list box open. */
const OPENS = '[aria-expanded="true"]:is([role="combobox"],[aria-haspopup="listbox"])';
/** "30 days", "No expiration", "Custom" */
const LIFESPAN = /^(?:\d|no\b|never|custom|one\b|for\b|in\b|after\b)/i;

/** Whether a text is in a list box that a field opens, or whose entries are no more than choices: it may be of keys. */
function isInChoice(node: PageNode): boolean {
  const box = node.closest('[role="listbox"]');
  if (!box) return false;
  const entry = [...node.outwards()].find(({ role, parent }) => role === 'option' || parent === box);
  const [first, second] = entry?.leaves ?? [];
  return !second || LIFESPAN.test(first!.text) || box.root.has(OPENS) || box.test(isReferredTo);
}

function isReferredTo(element: Element): boolean {
  const fields = (element.getRootNode() as Document | ShadowRoot).querySelectorAll('[aria-controls],[aria-owns]');
  const referred = [...fields].flatMap((field) =>
    ['aria-controls', 'aria-owns'].flatMap((name) => field.getAttribute(name)?.split(' ') ?? []),
  );
  return element.id !== '' && referred.includes(element.id);
}

const LIST = 'h1,table,ul:not([role]),ol,[role="table"],[role="grid"],[role="list"]';

/** Whether a text stands in a box that makes a key as a form does: by its title and the control at its end. */
function isAboveCreation(node: PageNode): boolean {
  const box = [...node.outwards()].find(hasField);
  return box !== undefined && isTitledAsForm(box) && controlsThatMake(box).some((control) => node.isBefore(control));
}

const isTitledAsForm = perNode((box) => !box.has(LIST) && createsKeyOrToken(titleOf(box)?.text ?? ''));

const hasField = perNode((box) => box.has(EDITABLE));

/** Whether a part of the page has a field, and a control that makes a key: it is none itself. */
export function makesKey(part: PageNode): boolean {
  return hasField(part) && controlsThatMake(part).length > 0;
}

/** The controls that make the key which stands beside them. */
export function controlsThatMake(box: PageNode): PageNode[] {
  return box.all('button,[role="button"],a').filter((control) => makesThisKey(control.text));
}

/**
 * Whether a form creates a key: it says so, has a field to fill in, and holds no list, since some pages are one form as
 * a whole.
 */
const isCreateForm = perNode((form): boolean => {
  if (!form.has(EDITABLE) || form.has(LIST)) return false;
  const buttons = [
    ...form.all('button').map(({ text }) => text),
    form.first('input[type="submit"]')?.fieldValue() ?? '',
  ];
  return buttons.some((text) => /\b(?:create|generate|add|new)\b/i.test(text));
});
