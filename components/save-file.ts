import { DAY, singaporeDay } from '../utils/keys/time';

/** Has the browser save `content` as a JSON file, named after the day of `now` (ms) in Singapore. Needs no permission. */
export function saveFile(name: string, content: unknown, now: number): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([JSON.stringify(content, undefined, 2)], { type: 'application/json' }));
  link.download = `${name}-${new Date(singaporeDay(now) * DAY).toISOString().slice(0, 10)}.json`;
  link.click();
  // The browser takes the content some time after the click, and does not say when.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
