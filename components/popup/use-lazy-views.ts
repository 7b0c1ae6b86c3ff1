import { useEffect, useState } from 'react';

const load = (): Promise<typeof import('./lazy-views')> => import('./lazy-views');

interface LazyViews {
  /** Absent until they are wanted and loaded. */
  views?: Awaited<ReturnType<typeof load>>;
  isFailed?: boolean;
}

/** The views that the popup does not open with: fetched as soon as `isDue`, so that they are there when they are wanted. */
export function useLazyViews(isDue: boolean, isWanted: boolean): LazyViews {
  const [loaded, setLoaded] = useState<LazyViews>({});
  useEffect(() => {
    if (!isDue) return undefined;
    // Nothing is rendered for it, and a failure matters only once they are wanted.
    const idle = requestIdleCallback(() => void load().catch(() => undefined));
    return () => cancelIdleCallback(idle);
  }, [isDue]);
  useEffect(() => {
    if (isWanted)
      load().then(
        (views) => setLoaded({ views }),
        () => setLoaded({ isFailed: true }),
      );
  }, [isWanted]);
  return loaded;
}
