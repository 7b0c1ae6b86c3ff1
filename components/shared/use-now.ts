import { useEffect, useState } from 'react';

/**
 * The present instant (ms), renewed at every full step of the clock. `stepAt` gives the length of a step (ms) at an
 * instant. The timer stops while the page is hidden.
 */
export function useNow(stepAt: (now: number) => number): number {
  const [now, setNow] = useState(() => Date.now());
  const step = stepAt(now);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const wait = (): void => {
      clearTimeout(timer);
      if (!document.hidden) timer = setTimeout(tick, step - (Date.now() % step));
    };
    function tick(): void {
      setNow(Date.now());
      wait();
    }
    document.addEventListener('visibilitychange', tick);
    wait();
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', tick);
    };
  }, [step]);
  return now;
}
