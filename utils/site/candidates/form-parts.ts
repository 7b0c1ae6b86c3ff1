import type { PageNode } from '../../page-model/page-node';
import { perNode } from '../../page-model/per-node';

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
  if (node.closest('legend,[role="combobox"],[role="listbox"],[role="radiogroup"],[role="search"]')) return true;
  const label = node.closest('label');
  if (label?.parent?.has(`select,textarea,[role="combobox"],${EDITABLE}`)) return true;
  const form = node.closest('form');
  if (form && isCreateForm(form)) return true;
  // Beside the choice of how long a new key shall last.
  const home = node.parent;
  return home !== undefined && home.has('select,[role="combobox"]') && home.has(EDITABLE) && !home.is('main,body');
}

/**
 * Whether a form creates a key: it says so, has a field to fill in, and holds no list, since some pages are one form as
 * a whole.
 */
const isCreateForm = perNode((form): boolean => {
  if (!form.has(EDITABLE) || form.has('h1,table,ul:not([role]),ol,[role="table"],[role="grid"],[role="list"]'))
    return false;
  const buttons = [
    ...form.all('button').map(({ text }) => text),
    form.first('input[type="submit"]')?.fieldValue() ?? '',
  ];
  return buttons.some((text) => /\b(?:create|generate|add|new)\b/i.test(text));
});
