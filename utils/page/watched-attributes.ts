const named = (prefix: string, names: string): string[] => names.split(' ').map((name) => prefix + name);

/**
 * A change of one of these can change what the page shows, or what is read of it. A test compares them with the code
 * that reads pages. They are strings of names because they are in what is loaded on every tab.
 */
export const WATCHED_ATTRIBUTES = [
  ...named(
    'aria-',
    'busy checked colspan current description disabled expanded haspopup hidden label labelledby level pressed ' +
      'roledescription rowcount rowindex selected setsize valuetext',
  ),
  ...named('data-', 'bs-original-title content date expires expiry original-title time tip title tooltip'),
  ...named(
    '',
    'alt class colspan contenteditable datetime disabled hidden href lang open placeholder readonly role rowspan ' +
      'scope slot style title type',
  ),
];
