/** Of what is random, `npm run check` tries the share `few`, `npm test` tries `some`, and `RANDOM_CASES=all` all. */
const SHARES: Record<string, number> = { few: 1 / 16, some: 1 / 3, all: 1 };

/** How many of `count` random cases are tried. */
export function randomCases(count: number): number {
  return Math.ceil(count * (SHARES[process.env.RANDOM_CASES ?? 'some'] ?? 1));
}

/** These cases: all of them, but every `nth` in `npm run check`, which is to take seconds. */
export function someOf<Case>(cases: readonly Case[], nth: number): Case[] {
  return cases.filter((_, index) => !isQuick() || index % nth === 0);
}

/** Whether only some of what is tried in very many ways is tried. */
export function isQuick(): boolean {
  return process.env.RANDOM_CASES === 'few';
}
