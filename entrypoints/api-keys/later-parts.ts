import type * as Teaching from '../../utils/page/teach/teaching';
import type * as TaughtReader from '../../utils/site/recipe/taught-reader';

/**
 * Parts of the tab script that few pages need. They share nothing with it but nodes of a page: in Chromium each is a
 * module that comes with all that it uses.
 */
export interface LaterParts {
  /** The panel in which the user teaches a page. */
  teaching(): Promise<Pick<typeof Teaching, 'startTeaching'>>;
  /** What reads a page that was taught. */
  taughtReader(): Promise<Pick<typeof TaughtReader, 'taughtReader'>>;
}
