import { useEffect, useRef } from 'react';

/**
 * Calls the latest `leave` when the user leaves the page, or the part of it that this belongs to. Returns a function
 * that calls it too.
 */
export function useOnLeave(leave: () => void): () => void {
  const latest = useRef(leave);
  useEffect(() => {
    latest.current = leave;
  });
  useEffect(() => {
    const onLeave = (): void => latest.current();
    // A popup that closes is hidden first; not every browser lets it send anything later.
    document.addEventListener('visibilitychange', onLeave);
    window.addEventListener('pagehide', onLeave);
    return () => {
      document.removeEventListener('visibilitychange', onLeave);
      window.removeEventListener('pagehide', onLeave);
      onLeave();
    };
  }, []);
  return () => latest.current();
}
