import { useId, useState, type FormEvent } from 'react';
import { USE_LIMIT, USES_KEPT, type KeyUse } from '../../utils/keys/key';
import { holdsSecret } from '../../utils/secrets/storage-gate';
import { t } from '../../utils/words';
import { Problem } from '../shared/problem';
import type { UsesState } from './use-uses';
import './key-uses.css';

interface KeyUsesProps {
  uses: UsesState;
  /** Whether they can be ticked off, since the key is being rotated. */
  isMoving?: boolean;
}

/** Where a key is used, which the user enters and ticks off while the key is rotated. */
export function KeyUses({ uses: { value: uses, save, problem, entered, enter }, isMoving = false }: KeyUsesProps) {
  const [isKey, setIsKey] = useState(false);
  const field = useId();
  const add = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const text = entered.trim();
    setIsKey(holdsSecret(text));
    if (text === '' || holdsSecret(text)) return;
    enter('');
    // What could not be stored comes back into the field.
    if (!(await save([...uses, { text }]))) enter(text);
  };
  const remove = (index: number): void => {
    // The button goes with its line: the focus moves to the field below.
    document.getElementById(field)?.focus();
    void save(uses.filter((_, place) => place !== index));
  };
  return (
    <div className="uses">
      {uses.length > 0 && (
        <UseList
          uses={uses}
          isMoving={isMoving}
          onToggle={(index) => void save(toggled(uses, index))}
          onRemove={remove}
        />
      )}
      {uses.length < USES_KEPT && (
        <form onSubmit={(event) => void add(event)}>
          <input
            id={field}
            type="text"
            value={entered}
            maxLength={USE_LIMIT}
            autoComplete="off"
            aria-label={t('uses_label')}
            placeholder={t('uses_example')}
            aria-invalid={isKey}
            aria-describedby={`${field}-problem`}
            onChange={({ target }) => {
              setIsKey(false);
              enter(target.value);
            }}
          />
          <button type="submit">{t('uses_add')}</button>
        </form>
      )}
      <Problem
        text={isKey ? t('note_is_key') : problem}
        id={`${field}-problem`}
      />
    </div>
  );
}

interface UseListProps {
  uses: readonly KeyUse[];
  isMoving: boolean;
  onToggle: (index: number) => void;
  onRemove: (index: number) => void;
}

function UseList({ uses, isMoving, onToggle, onRemove }: UseListProps) {
  return (
    <ul aria-label={t('uses_title')}>
      {uses.map(({ text: use, isMoved }, index) => (
        <li key={`${use} ${uses.slice(0, index).filter(({ text: earlier }) => earlier === use).length}`}>
          {isMoving ? (
            <label className="switch">
              <input
                type="checkbox"
                checked={isMoved === true}
                onChange={() => onToggle(index)}
              />
              <bdi>{use}</bdi>
            </label>
          ) : (
            <bdi>{use}</bdi>
          )}
          <button
            type="button"
            className="link"
            aria-label={t('uses_remove_named', use)}
            onClick={() => onRemove(index)}
          >
            {t('uses_remove')}
          </button>
        </li>
      ))}
    </ul>
  );
}

function toggled(uses: readonly KeyUse[], index: number): KeyUse[] {
  return uses.map(({ text, isMoved }, place) => ({
    text,
    ...((place === index ? !isMoved : isMoved) && { isMoved: true as const }),
  }));
}
