import { useEffect, useRef, useState } from 'react';
import type { AnyCommand } from '../utils/worker/commands';
import type { Word } from '../utils/words';
import { useAsk } from './use-ask';

/** Something that the user sets, and what to say where it could not be stored. */
export interface Wish<Value> {
  value: Value;
  /** Resolves to whether it is stored. */
  save: (value: Value) => Promise<boolean>;
  problem: Word | undefined;
}

/**
 * What is `stored`, or what the user has set since: it shows at once, so that the next press builds on it and not on
 * what is still stored. What could not be stored is undone.
 */
export function useWish<Value>(stored: Value, messageOf: (value: Value) => AnyCommand): Wish<Value> {
  const { ask, problem } = useAsk();
  /** `before` is what was stored (JSON) when the worker last answered. */
  const [unsaved, setUnsaved] = useState<{ value: Value; pending: number; before: string | undefined }>();
  const known: string | undefined = JSON.stringify(stored);
  const latestKnown = useRef(known);
  useEffect(() => {
    latestKnown.current = known;
  });
  // What is on its way is shown until it is read from storage, or anything else is that came after it.
  if (unsaved?.pending === 0 && unsaved.before !== known) setUnsaved(undefined);
  const save = async (value: Value): Promise<boolean> => {
    setUnsaved((earlier) => ({ value, pending: (earlier?.pending ?? 0) + 1, before: known }));
    const isStored = await ask(messageOf(value));
    setUnsaved((latest) =>
      isStored && latest ? { ...latest, pending: latest.pending - 1, before: latestKnown.current } : undefined,
    );
    return isStored;
  };
  return { value: unsaved ? unsaved.value : stored, save, problem };
}
