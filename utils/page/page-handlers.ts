import type { RootOf } from '../page-model/dom';
import type { PageSnapshot } from '../page-model/page-snapshot';
import type { ReadingSteps } from '../page-model/steps';

/**
 * What is put into the page, step by step. After a `frame` the next step had better wait until the page has been
 * painted: only then can it ask where things are without a layout of its own.
 */
export type RenderSteps<Result> = Generator<'frame' | undefined, Result>;

/** What happens on a watched page. */
export interface PageHandlers<Scan> {
  /** Whether the extension that this script belongs to is still there; if not, the signal is aborted by then. */
  isAlive(): boolean;
  /** The shadow roots that are read, if not only the open ones. */
  rootOf?: RootOf;
  /** Cheap: whether the page is worth a scan. */
  mayBeTab(): boolean;
  /** The page has just changed, and is not painted yet. */
  onChanges?(records: readonly MutationRecord[]): void;
  /** Reads the page as it is `now` (ms), step by step, and changes nothing. */
  read(snapshot: PageSnapshot, now: number): ReadingSteps<Scan>;
  /**
   * Shows what a scan has read, step by step, and returns when (ms) to scan again if nothing changes. If the page
   * changes meanwhile, these steps and those of reading are abandoned, and the next scan starts new ones.
   */
  render(scan: Scan): RenderSteps<number>;
  /** The page is not worth a scan any more, or the extension is gone. */
  leave(): void;
}
