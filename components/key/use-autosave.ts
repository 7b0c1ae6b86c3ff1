import { useRef } from 'react';
import { useOnLeave } from '../shared/use-on-leave';

/** It saves when the user has paused for this time (ms), or leaves. Chosen, not measured. */
const PAUSE = 800;

/** Calls the latest `save` some time after the last change, and when the user leaves. */
export function useAutosave(save: () => Promise<void>): { onChange: () => void } {
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined);
  const saveNow = useOnLeave(() => {
    clearTimeout(pause.current);
    void save();
  });
  const onChange = (): void => {
    clearTimeout(pause.current);
    pause.current = setTimeout(saveNow, PAUSE);
  };
  return { onChange };
}
