import { useEffect } from 'react';

/* Where the keyboard goes on when what it was on goes away. */

/**
 * As a `ref`, for what comes in place of a pressed button. As a function of the module it is the same at each render:
 * otherwise React would call it at every tick of the clock.
 */
export function takeFocus(element: HTMLElement | null): void {
  element?.focus();
}

/** The same for the start of a view that takes the place of another one. */
export function takeFocusAtStart(element: HTMLElement | null): void {
  element?.focus({ preventScroll: true });
}

/** Whether nothing has the focus, as after a button has gone that had it. */
export function isFocusFree(): boolean {
  return document.activeElement === document.body;
}

/** The button of a key in the list; without an id, that of the first key. */
export function keyButton(id?: string): HTMLElement | null {
  return document.querySelector(id === undefined ? '[data-key]' : `[data-key="${CSS.escape(id)}"]`);
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
