import { isOurElement, isVisible } from '../../page-model/dom';
import type { PageSnapshot } from '../../page-model/page-snapshot';
import { queryAll, type LivePage } from '../live-page';
import { CONTROL_WEIGHT, ROW_BUTTON_WEIGHT, type Obstacle } from '../place';
import { controlOf, copyControlsIn } from './copy-controls';
import { DIALOG } from './selectors';

/**
 * The page's controls that must not be covered: those of its dialogs, every Copy button, and the one that was pressed.
 */
export function controlsOf(live: LivePage, near: Element | undefined): Obstacle[] {
  const { page } = live;
  const snapshot = live.snapshot();
  const controls = dialogsOf(page, snapshot).flatMap((dialog) =>
    queryAll(snapshot, dialog, 'button,input,select,textarea,a[href],[role="button"],[role="combobox"]'),
  );
  const pressed = near?.isConnected ? controlOf(near) : undefined;
  const kept = new Set([...controls, ...copyControlsIn(snapshot, page.body), ...(pressed ? [pressed] : [])]);
  return [...kept].filter((control) => !isOurElement(control)).map((control) => obstacle(control, CONTROL_WEIGHT));
}

/** What is better not covered: dialogs, or the buttons of a list, which nobody can press behind a dialog. */
export function othersOf(live: LivePage): Obstacle[] {
  const { page } = live;
  const snapshot = live.snapshot();
  const dialogs = dialogsOf(page, snapshot);
  return dialogs.length > 0 ? dialogs.map((dialog) => obstacle(dialog, 1)) : rowButtonsOf(page, snapshot);
}

function dialogsOf(page: Document, snapshot: PageSnapshot): Element[] {
  return queryAll(snapshot, page.documentElement, `${DIALOG},[popover]:popover-open`).filter(
    (dialog) => !isOurElement(dialog) && isVisible(dialog),
  );
}

/** The buttons in the rows of a list: an icon without a name may copy too. */
function rowButtonsOf(page: Document, snapshot: PageSnapshot): Obstacle[] {
  const buttons = ':is(tr,li,[role="row"],[role="listitem"],article) :is(button,[role="button"])';
  return queryAll(snapshot, page.body, buttons).map((button) => obstacle(button, ROW_BUTTON_WEIGHT));
}

function obstacle(element: Element, weight: number): Obstacle {
  return { box: element.getBoundingClientRect(), weight };
}
