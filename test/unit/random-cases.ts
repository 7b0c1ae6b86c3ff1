/** How many of `count` random cases are tried: all of them, but an eighth in `npm run check`, which is to take seconds. */
export function randomCases(count: number): number {
  return isQuick() ? Math.ceil(count / 8) : count;
}

/** These cases: all of them, but every `nth` in `npm run check`. */
export function someOf<Case>(cases: readonly Case[], nth: number): Case[] {
  return cases.filter((_, index) => !isQuick() || index % nth === 0);
}

/** Whether only some of what is random, or tried in very many ways, is tried. */
export function isQuick(): boolean {
  return process.env.RANDOM_CASES === 'few';
}
