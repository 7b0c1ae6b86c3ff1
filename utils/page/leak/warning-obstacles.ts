import { isOurElement, isVisible } from '../../page-model/dom';
import { queryAll, type LivePage } from '../live-page';
import { CONTROL_WEIGHT, TEXT_WEIGHT, type Box, type Obstacle } from '../place';
import { isInWindow, isOnTop, pressablesIn } from '../pressable';
import { DIALOG } from './selectors';

/** The text that is read, in a page that no dialog dims. */
const TEXT =
  'h1,h2,h3,h4,h5,h6,p,li,td,th,dt,dd,pre,code,[role="cell"],[role="gridcell"],[role="rowheader"],[role="listitem"],' +
  '[role="alert"],[role="status"]';
const PICTURE = 'img,iframe,canvas,video';

/** What can be pressed now. */
export function controlsOf(live: LivePage): Obstacle[] {
  return pressablesIn(live.page, live.snapshot())
    .filter(isOnTop)
    .map(({ box }) => ({ box, weight: CONTROL_WEIGHT }));
}

/** Parts of the page that are better not covered: dialogs, or the text of the page if there is none. */
export function textsOf(live: LivePage): Obstacle[] {
  const { page } = live;
  const snapshot = live.snapshot();
  const dialogs = queryAll(snapshot, page.documentElement, `${DIALOG},[popover]:popover-open`).filter(
    (dialog) => !isOurElement(dialog) && isVisible(dialog),
  );
  const boxes =
    dialogs.length > 0
      ? dialogs.map((dialog) => dialog.getBoundingClientRect())
      : [
          ...queryAll(snapshot, page.body, TEXT).filter(isSeen).map(textBox),
          ...queryAll(snapshot, page.body, PICTURE).map((picture) => picture.getBoundingClientRect()),
        ];
  return boxes.map((box) => ({ box, weight: TEXT_WEIGHT }));
}

function isSeen(element: Element): boolean {
  return isInWindow({ element, box: element.getBoundingClientRect() });
}

/** Where the contents of an element are: a cell or a heading is often mostly empty. */
function textBox(element: Element): Box {
  const contents = element.ownerDocument.createRange();
  contents.selectNodeContents(element);
  return contents.getBoundingClientRect();
}
