import { isLoading, leavesOf, textOf } from '../page-model/snapshot';
import { walk } from '../page-model/dom';
import { isSecretOrMasked } from '../secrets/storage-gate';

const KEY_REMOVAL = /^(?:delete|revoke|remove|rotate|regenerate)\b/i;

/**
 * Whether a page that is the API Keys tab, and on which no key could be read, still seems to list keys: rows in a
 * table, buttons that delete, or masked secrets. Never while it loads. Only then should the user learn that the tab
 * looks different from what this version can read.
 */
export function hasUnrecognisedList(page: Document): boolean {
  if (isLoading(page)) return false;
  let isListed = false;
  walk(page.body, (element) => {
    if (isListed || element.matches('dialog,[role="dialog"],[role="alertdialog"],nav,footer,pre,figure')) return false;
    if (element.matches('button,[role="button"]'))
      isListed = KEY_REMOVAL.test(element.getAttribute('aria-label') ?? textOf(element));
    else if (element.matches('tr,[role="row"]')) isListed = isFilledRow(element);
    return true;
  });
  return (
    isListed ||
    leavesOf(page.body, (element) => element.matches('dialog,[role="dialog"],pre,code')).some(({ text }) =>
      isSecretOrMasked(text),
    )
  );
}

/** Whether a row has cells for a key: at least a name and an expiry. Chosen, not measured. */
function isFilledRow(row: Element): boolean {
  const cells = [...row.querySelectorAll('td,[role="cell"],[role="gridcell"],[role="rowheader"]')];
  return cells.filter((cell) => textOf(cell) !== '').length >= 2;
}
