import { useEffect } from 'react';

/**
 * Escape goes one step back; only in the list it closes the popup. It does nothing while a form holds something that
 * was entered: that would be lost. What is inner, such as a form on a page, is closed before the page is left.
 */
export function useEscape(onEscape: () => void, { isInner = false } = {}): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      // An input method takes Escape for itself while it is at work.
      if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
      event.preventDefault();
      if (![...document.forms].some(hasEntry)) onEscape();
    };
    // Listeners in the capture phase come before the others, whichever was there first.
    document.addEventListener('keydown', onKey, isInner);
    return () => document.removeEventListener('keydown', onKey, isInner);
  }, [onEscape, isInner]);
}

/** Whether something is written in a form. A date is chosen again in a moment, and stays in its field when set. */
function hasEntry(form: HTMLFormElement): boolean {
  return [...form.querySelectorAll<HTMLInputElement>('input[type=text]')].some(({ value }) => value.trim() !== '');
}
