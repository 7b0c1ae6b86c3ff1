import type { KeyRecord, Rotation } from '../../utils/keys/key';
import { useChecklist, type Checklist } from './use-checklist';

/** A key that is being rotated, among all keys. */
export interface Rotating {
  record: KeyRecord;
  rotation: Rotation;
  records: readonly KeyRecord[];
  now: number;
  onChange: (changed: Rotation) => void;
}

export type RotationState = Checklist<Rotation>;

export function useRotation({ id, rotation }: KeyRecord): RotationState {
  return useChecklist<Rotation>(
    rotation,
    (now) => ({ startedAt: now }),
    (wanted) => ({ type: 'rotation', body: { id, ...(wanted && { rotation: wanted }) } }),
  );
}
