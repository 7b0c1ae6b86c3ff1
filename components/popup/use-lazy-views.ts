import { useEffect, useState } from 'react';

const load = (): Promise<typeof import('./lazy-views')> => import('./lazy-views');

export interface LazyViews {
  /** Absent until they are to be shown, and loaded. */
  views?: Awaited<ReturnType<typeof load>>;
  isFailed?: boolean;
}

interface When {
  /** Fetches them in an idle moment, so that they are there when the user wants one. */
  preload: boolean;
  /** The user wants one. */
  show: boolean;
}

/** The views that the popup does not open with. */
export function useLazyViews({ preload, show }: When): LazyViews {
  const [loaded, setLoaded] = useState<LazyViews>({});
  useEffect(() => {
    if (!preload) return undefined;
    // Nothing is rendered for it, and a failure matters only once a view is wanted.
    const idle = requestIdleCallback(() => void load().catch(() => undefined));
    return () => cancelIdleCallback(idle);
  }, [preload]);
  useEffect(() => {
    if (show)
      load().then(
        (views) => setLoaded({ views }),
        () => setLoaded({ isFailed: true }),
      );
  }, [show]);
  return loaded;
}
