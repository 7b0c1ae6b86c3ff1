import { useEffect, type MouseEvent } from 'react';

/* The focus moves on when the element that had it goes away. */

/**
 * As a `ref`, for what comes in place of a pressed button. As a function of the module it is the same at each render:
 * otherwise React would call it at every tick of the clock.
 */
export function takeFocus(element: HTMLElement | null): void {
  element?.focus();
}

/** The same at the top of a view that takes the place of another one, which may have been scrolled far down. */
export function takeFocusAtTop(element: HTMLElement | null): void {
  if (!element) return;
  scrollTo(0, 0);
  element.focus({ preventScroll: true });
}

/** For a button in a fold that goes once it is pressed: the focus moves to what opens the fold. */
export function focusFold({ currentTarget }: MouseEvent): void {
  currentTarget.closest('details')?.querySelector('summary')?.focus();
}

/** Whether nothing has the focus, such as after the button that had it has gone. */
export function isFocusFree(): boolean {
  return document.activeElement === document.body;
}

/** The button of a key in the list; without an id, that of the first key. */
export function keyButton(id?: string): HTMLElement | null {
  return document.querySelector(id === undefined ? '[data-key]' : `[data-key="${CSS.escape(id)}"]`);
}

/** Moves the focus to a key in the list, wherever it is folded away. */
export function focusKey(id: string): void {
  const button = keyButton(id);
  const fold = button?.closest('details');
  if (fold) fold.open = true;
  button?.focus();
}

/** For a button that goes with all around it: the focus moves to the first key, or to how the keys are. */
export function focusFirstKey(): void {
  (keyButton() ?? document.querySelector('h1'))?.focus();
}

/** For a button that goes once the key is back: moves the focus to the key, unless it is elsewhere by then. */
export function useFocusOnKeyAfter(id: string): void {
  useEffect(
    () => () => {
      if (isFocusFree()) keyButton(id)?.focus();
    },
    [id],
  );
}
