/** Work that is done in steps: at each `yield` it may be put off until a later task, or abandoned. */
export type Steps<Result> = Generator<undefined, Result>;

/** The same of a page that is read, which may have to wait until a part of the reader is loaded. */
export type ReadingSteps<Result> = Generator<Promise<unknown> | undefined, Result>;

/** Does all steps at once. Throws if they would wait for a part of the reader that is not loaded. */
export function toItsEnd<Result>(steps: ReadingSteps<Result>): Result {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    if (value) throw new Error('A part of the reader is not loaded.');
  }
}

/** Runs at least one step, and more for a time (ms). Returns whether all are done. */
export function runFor(steps: Iterator<unknown>, time: number): boolean {
  const end = performance.now() + time;
  do if (steps.next().done) return true;
  while (performance.now() < end);
  return false;
}
