import { useEffect, useRef } from 'react';

/** It saves when the user has paused for this time (ms), or leaves. Chosen, not measured. */
const PAUSE = 800;

/** Calls the latest `save` some time after the last change, and when the user leaves. */
export function useAutosave(save: () => Promise<void>): { onChange: () => void } {
  const latest = useRef(save);
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    latest.current = save;
  });
  useEffect(() => {
    const leave = (): void => {
      clearTimeout(pause.current);
      void latest.current();
    };
    // A popup that closes is hidden first; not every browser lets it send anything later.
    document.addEventListener('visibilitychange', leave);
    window.addEventListener('pagehide', leave);
    return () => {
      document.removeEventListener('visibilitychange', leave);
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, []);
  const onChange = (): void => {
    clearTimeout(pause.current);
    pause.current = setTimeout(() => void latest.current(), PAUSE);
  };
  return { onChange };
}
