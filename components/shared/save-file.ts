import { singaporeDate } from '../../utils/keys/time';

/** So many characters of a text go into a file's name: file systems take about 255 bytes in all. */
const NAME_PART_LIMIT = 60;

/** Saves `content` as a JSON file, named after the day of `now` (ms) in Singapore. Needs no permission. */
export function saveFile(name: string, content: unknown, now: number): void {
  saveText(`${name}-${singaporeDate(now)}.json`, JSON.stringify(content, undefined, 2), 'application/json');
}

/** Saves a text of the media type `type`. Needs no permission. */
export function saveText(fileName: string, text: string, type: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = fileName;
  link.click();
  // The browser takes the content some time after the click, and does not say when.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** A text as part of a file's name, without characters that a system refuses, or that would disguise the name. */
export function asFileName(text: string): string {
  const allowed = text.replace(/[\p{C}\p{Zl}\p{Zp}\s\\/:*?"<>|]+/gu, ' ').trim();
  return [...allowed]
    .slice(0, NAME_PART_LIMIT)
    .join('')
    .replace(/^[. ]+|[. ]+$/g, '');
}
