/** A key as the pages list it. */
export interface Key {
  id: string;
  name: string;
  created: string;
  expires: string;
  lastUsed: string;
}

/** The labels of the columns. The last one has a button in each row. */
export const COLUMNS: readonly [field: keyof Key, label: string][] = [
  ['name', 'Key Name'],
  ['created', 'Created'],
  ['expires', 'Expiration'],
  ['lastUsed', 'Last used'],
];

const DAY = 86_400_000;

/** The days from now on which keys expire: each colour of a badge is there. */
const DAYS = [-3, 3, 12, 100, 245];
const NAMES = ['legacy-ftp-bridge', 'gazette-uploader', 'bus-arrivals-nightly', 'rainfall-sync', 'moh-weekly-stats'];

/** So many keys as `count` says, the first ones first. */
export function keys(count = NAMES.length): Key[] {
  return Array.from({ length: count }, (_, index) => ({
    id: String(index),
    name: NAMES[index] ?? `data-feed-${index}`,
    created: dateText(-120 - index),
    expires: dateText(DAYS[index] ?? 20 + index),
    lastUsed: dateText(-1),
  }));
}

function dateText(days: number): string {
  return new Date(Date.now() + days * DAY).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'Asia/Singapore',
  });
}
