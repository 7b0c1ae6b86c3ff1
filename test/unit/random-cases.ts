/** How many of `count` random cases are tried: all of them, but an eighth in `npm run check`, which is to take seconds. */
export function randomCases(count: number): number {
  return isQuick() ? Math.ceil(count / 8) : count;
}

/** Whether only some of what is random, or tried in very many ways, is tried. */
export function isQuick(): boolean {
  return process.env.RANDOM_CASES === 'few';
}
