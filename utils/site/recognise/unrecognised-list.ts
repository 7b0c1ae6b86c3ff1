import { isLoading } from '../../page-model/loading';
import type { PageNode } from '../../page-model/page-node';
import { isSecretOrMasked } from '../../secrets/storage-gate';

const KEY_REMOVAL = /^(?:delete|revoke|remove|rotate|regenerate)\b/i;

/**
 * Whether a page that is the API Keys tab, and on which no key could be read, still seems to list keys: rows in a
 * table, buttons that delete, or masked secrets. Never while it loads. Only then should the user learn that the tab
 * looks different from what this version can read.
 */
export function hasUnrecognisedList(root: PageNode): boolean {
  if (isLoading(root)) return false;
  let isListed = false;
  root.walk((node) => {
    if (isListed || node.is('dialog,[role="dialog"],[role="alertdialog"],nav,footer,pre,figure')) return false;
    if (node.is('button,[role="button"]')) isListed = KEY_REMOVAL.test(node.attribute('aria-label') ?? node.text);
    else if (node.is('tr,[role="row"]')) isListed = isFilledRow(node);
    return true;
  });
  return (
    isListed ||
    root.leavesWithout((node) => node.is('dialog,[role="dialog"],pre,code')).some(({ text }) => isSecretOrMasked(text))
  );
}

function isFilledRow(row: PageNode): boolean {
  const cells = row.all('td,[role="cell"],[role="gridcell"],[role="rowheader"]');
  return cells.filter(({ text }) => text !== '').length >= 2;
}
