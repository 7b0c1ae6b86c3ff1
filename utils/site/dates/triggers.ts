/**
 * A fast check: each text that a pattern matches contains one of these, in lower case. Browsers compile a pattern
 * slowly when it is first used.
 */
export type Triggers = readonly string[];

export function hasOne(text: string, needs: Triggers): boolean {
  return needs.some((need) => text.includes(need));
}

export function behindDigit(texts: string): Triggers {
  return texts.split(' ').flatMap((text) => [...'0123456789'].map((digit) => digit + text));
}
