import { useId, useState } from 'react';
import type { KeyRecord, KeyUse } from '../../utils/keys/key';
import { holdsSecret } from '../../utils/secrets/storage-gate';
import { useEntries, type Entries } from './use-entries';

export interface UsesState extends Pick<Entries<KeyUse>, 'value' | 'problem'> {
  /** The text that is entered and not added yet. It outlives the list, which moves when a rotation begins. */
  entered: string;
  enter: (entered: string) => void;
  /** The text may be a key, and was not added. */
  isKey: boolean;
  /** The id of the field. */
  field: string;
  addEntered: () => Promise<void>;
  /** Adds the use that a button offers, which then goes. */
  add: (use: KeyUse) => void;
  remove: (index: number) => void;
  toggle: (index: number) => void;
}

/** Where a key is used. */
export function useUses({ id, uses = [] }: KeyRecord): UsesState {
  const { value, save, problem, ...entries } = useEntries<KeyUse>(uses, (wanted) => ({
    type: 'uses',
    body: { id, uses: wanted },
  }));
  const [entered, setEntered] = useState('');
  const [isKey, setIsKey] = useState(false);
  const field = useId();
  const enter = (text: string): void => {
    setIsKey(false);
    setEntered(text);
  };
  const addEntered = async (): Promise<void> => {
    const text = entered.trim();
    setIsKey(holdsSecret(text));
    if (text === '' || holdsSecret(text)) return;
    setEntered('');
    // What could not be stored comes back into the field.
    if (!(await save([...value, { text }]))) setEntered(text);
  };
  /** Takes the focus from a button that goes when it is pressed. */
  const focusField = (): void => document.getElementById(field)?.focus();
  const add = ({ text }: KeyUse): void => {
    enter('');
    focusField();
    void save([...value, { text }]);
  };
  const remove = (index: number): void => {
    focusField();
    entries.remove(index);
  };
  const toggle = (index: number): void => void save(toggled(value, index));
  return { value, problem, entered, enter, isKey, field, addEntered, add, remove, toggle };
}

function toggled(uses: readonly KeyUse[], index: number): KeyUse[] {
  return uses.map(({ text, isMoved }, place) => ({
    text,
    ...((place === index ? !isMoved : isMoved) && { isMoved: true as const }),
  }));
}
