import { KIND } from '../page-model/kinds';
import type { PageNode } from '../page-model/page-node';
import { fieldOf } from './vocabulary/labels';

/** The forms and dialogs of a page. */
export function formsOf(root: PageNode): PageNode[] {
  const forms: PageNode[] = [];
  root.visitKinds(KIND.form, (node) => {
    if (node.is('form,dialog[open],[role="dialog"],[role="form"]')) forms.push(node);
  });
  return forms;
}

/** Cheap: whether a page may show the form that creates a key. */
export function mayShowCreateForm(root: PageNode): boolean {
  return formsOf(root).some(({ leaves }) => leaves.some(({ text }) => fieldOf(text) === 'expiry'));
}
