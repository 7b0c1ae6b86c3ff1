import { useEffect } from 'react';

/** The pressed button goes when the key is back: the keyboard goes on at the key, unless it is elsewhere by then. */
export function useFocusWhenBack(id: string): void {
  useEffect(
    () => () => {
      if (document.activeElement === document.body)
        document.querySelector<HTMLElement>(`[data-key="${CSS.escape(id)}"]`)?.focus();
    },
    [id],
  );
}
