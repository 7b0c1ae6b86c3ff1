import { queryAll } from '../../page-model/snapshot';
import { isOurElement, isVisible } from '../../page-model/dom';
import { controlOf, copyControlsIn, DIALOG } from '../../site/secret-place';
import { CONTROL_WEIGHT, ROW_BUTTON_WEIGHT, type Obstacle } from '../place';

/**
 * The page's controls that must not be covered: those of its dialogs, every Copy button, and the one that was pressed.
 */
export function controlsOf(page: Document, near: Element | undefined): Obstacle[] {
  const controls = dialogsOf(page).flatMap((dialog) =>
    queryAll(dialog, 'button,input,select,textarea,a[href],[role="button"],[role="combobox"]'),
  );
  const pressed = near?.isConnected ? controlOf(near) : undefined;
  const kept = new Set([...controls, ...copyControlsIn(page.body), ...(pressed ? [pressed] : [])]);
  return [...kept].filter((control) => !isOurElement(control)).map((control) => obstacle(control, CONTROL_WEIGHT));
}

/** What is better not covered: dialogs, or the buttons of a list, which nobody can press behind a dialog. */
export function othersOf(page: Document): Obstacle[] {
  const dialogs = dialogsOf(page);
  return dialogs.length > 0 ? dialogs.map((dialog) => obstacle(dialog, 1)) : rowButtonsOf(page);
}

function dialogsOf(page: Document): Element[] {
  return queryAll(page.documentElement, `${DIALOG},[popover]:popover-open`).filter(
    (dialog) => !isOurElement(dialog) && isVisible(dialog),
  );
}

/** The buttons in the rows of a list: an icon without a name may copy too. */
function rowButtonsOf(page: Document): Obstacle[] {
  return queryAll(page.body, ':is(tr,li,[role="row"],[role="listitem"],article) :is(button,[role="button"])').map(
    (button) => obstacle(button, ROW_BUTTON_WEIGHT),
  );
}

function obstacle(element: Element, weight: number): Obstacle {
  return { box: element.getBoundingClientRect(), weight };
}
