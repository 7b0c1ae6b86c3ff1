import { useEffect, useRef, useState } from 'react';

export interface Saved<Value> {
  /** The last choice of the user, stored or on its way. */
  value: Value;
  /** Resolves to whether it is stored. */
  save: (value: Value) => Promise<boolean>;
}

/**
 * Saves optimistically: a choice shows at once, so that the next press builds on it and not on what is still stored.
 * If it cannot be stored, what is stored shows again. `store` resolves to whether it was.
 */
export function useSave<Value>(stored: Value, store: (value: Value) => Promise<boolean>): Saved<Value> {
  /** `before` is what was stored (JSON) when the worker last answered. */
  const [unsaved, setUnsaved] = useState<{ value: Value; pending: number; before: string | undefined }>();
  const known: string | undefined = JSON.stringify(stored);
  const latestKnown = useRef(known);
  useEffect(() => {
    latestKnown.current = known;
  });
  // The choice shows until it is read from storage, or until a later one is.
  if (unsaved?.pending === 0 && unsaved.before !== known) setUnsaved(undefined);
  const save = async (value: Value): Promise<boolean> => {
    setUnsaved((earlier) => ({ value, pending: (earlier?.pending ?? 0) + 1, before: known }));
    const isStored = await store(value);
    setUnsaved((latest) =>
      isStored && latest ? { ...latest, pending: latest.pending - 1, before: latestKnown.current } : undefined,
    );
    return isStored;
  };
  return { value: unsaved ? unsaved.value : stored, save };
}
