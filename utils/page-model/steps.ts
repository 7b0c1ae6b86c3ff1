/** Work that is done in steps: at each `yield` it may be put off until a later task, or abandoned. */
export type Steps<Result> = Generator<undefined, Result>;

export function toItsEnd<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** Runs at least one step, and more for a time (ms). Returns whether all are done. */
export function runFor(steps: Iterator<unknown>, time: number): boolean {
  const end = performance.now() + time;
  do if (steps.next().done) return true;
  while (performance.now() < end);
  return false;
}
