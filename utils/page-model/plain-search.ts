import { cut, find } from './captured';

/* Searches with texts and patterns, on captured built-ins only: see `captured.ts`. */

export function has(pattern: RegExp, text: string): boolean {
  return firstMatch(pattern, text) !== null;
}

export function firstMatch(pattern: RegExp, text: string): RegExpExecArray | null {
  pattern.lastIndex = 0;
  return find(pattern, text);
}

/** Calls `visit` with each match of a pattern that is global and never empty. */
export function eachMatch(pattern: RegExp, text: string, visit: (value: string, index: number) => void): void {
  pattern.lastIndex = 0;
  for (let match = find(pattern, text); match; match = find(pattern, text)) {
    const end = pattern.lastIndex;
    visit(match[0], match.index);
    // The visitor may have used the same pattern.
    pattern.lastIndex = end;
  }
}

export function replaced(text: string, pattern: RegExp, give: (value: string) => string): string {
  let made = '';
  let from = 0;
  eachMatch(pattern, text, (value, index) => {
    made += cut(text, from, index) + give(value);
    from = index + value.length;
  });
  return made + cut(text, from);
}

export function trimmed(text: string): string {
  const start = firstMatch(/\S/, text)?.index ?? text.length;
  let end = text.length;
  while (end > start && has(/\s/, text[end - 1]!)) end--;
  return cut(text, start, end);
}
