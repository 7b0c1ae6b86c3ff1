import { useState } from 'react';
import type { KeyRecord, Rotation } from '../../utils/keys/key';
import { useCommand } from '../shared/use-command';
import { useSave } from '../shared/use-save';

/** A key that is being rotated, among all keys. */
export interface Rotating {
  record: KeyRecord;
  rotation: Rotation;
  records: readonly KeyRecord[];
  now: number;
  onChange: (changed: Rotation) => void;
}

export interface RotationState {
  /** Absent while the key is not being rotated. */
  value: Rotation | undefined;
  /** What the user did last to the rotation as a whole. The pressed button goes then, and the focus has to follow. */
  latest: 'started' | 'stopped' | undefined;
  problem: string | undefined;
  start: () => void;
  stop: () => void;
  change: (changed: Rotation) => void;
}

/** The rotation of a key, each change of which is saved at once. */
export function useRotation({ id, rotation }: KeyRecord): RotationState {
  const { send, problem } = useCommand();
  const [latest, setLatest] = useState<RotationState['latest']>();
  const { value, save } = useSave<Rotation | undefined>(rotation, (wanted) =>
    send({ type: 'rotation', body: { id, ...(wanted && { rotation: wanted }) } }),
  );
  return {
    value,
    latest,
    problem,
    start: () => {
      setLatest('started');
      void save({ startedAt: Date.now() });
    },
    stop: () => {
      setLatest('stopped');
      void save(undefined);
    },
    change: (changed) => void save(changed),
  };
}
