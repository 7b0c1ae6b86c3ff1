/** Shortest and longest pause between two scans of a page that keeps changing, in ms. Chosen, not measured. */
const PAUSE = { shortest: 30, longest: 1_000 };
/** Scans take this part of the time at most. Chosen, not measured. */
const SHARE_OF_TIME = 1 / 10;

/** Spaces out the scans of a page: soon after a change, but never for more than a part of the time. */
export class Pace {
  #restsUntil = 0;

  /** When (ms) a scan may begin that is asked for at `now` (ms). A clock that is set back makes no rest longer. */
  earliest(now: number): number {
    return now + bounded(this.#restsUntil - now);
  }

  /** Says that a scan has ended at `now` (ms), which took so long (ms). */
  rest(now: number, cost: number): void {
    this.#restsUntil = now + bounded(cost / SHARE_OF_TIME);
  }
}

function bounded(pause: number): number {
  return Math.min(PAUSE.longest, Math.max(PAUSE.shortest, pause));
}
