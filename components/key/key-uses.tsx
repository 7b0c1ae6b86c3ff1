import type { FormEvent } from 'react';
import { USE_LIMIT, USES_KEPT, type KeyRecord, type KeyUse } from '../../utils/keys/key';
import { suggestionsFrom } from '../../utils/keys/suggestions';
import { t } from '../../utils/words';
import { Problem } from '../shared/problem';
import { EntryList } from './entry-list';
import { Suggestions } from './suggestions';
import type { UsesState } from './use-uses';
import './entries.css';

interface KeyUsesProps {
  uses: UsesState;
  /** The other keys: this one may be used where they are. */
  others: readonly KeyRecord[];
  /** Whether they can be ticked off, because the key is being rotated. */
  isMoving?: boolean;
}

/** Where a key is used, which the user enters and ticks off while the key is rotated. */
export function KeyUses({ uses, others, isMoving = false }: KeyUsesProps) {
  const { value, entered, isKey, problem, field, add } = uses;
  return (
    <div className="entries uses">
      {value.length > 0 && (
        <UseList
          uses={uses}
          isMoving={isMoving}
        />
      )}
      {value.length < USES_KEPT && (
        <>
          <UseForm uses={uses} />
          <Suggestions
            entries={suggestionsFrom(others, {
              entriesOf: (record) => record.uses,
              nameOf: textOf,
              own: value,
              entered,
            })}
            nameOf={textOf}
            onAdd={add}
          />
        </>
      )}
      <Problem
        text={isKey ? t('note_is_key') : problem}
        id={`${field}-problem`}
      />
    </div>
  );
}

const textOf = ({ text }: KeyUse): string => text;

function UseForm({ uses: { field, entered, enter, isKey, addEntered } }: { uses: UsesState }) {
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void addEntered();
  };
  return (
    <form
      className="one-line"
      onSubmit={submit}
    >
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
        onChange={({ target }) => enter(target.value)}
      />
      <button type="submit">{t('uses_add')}</button>
    </form>
  );
}

function UseList({ uses: { value, remove, toggle }, isMoving }: { uses: UsesState; isMoving: boolean }) {
  return (
    <EntryList
      label={t('uses_title')}
      entries={value}
      nameOf={textOf}
      onRemove={remove}
    >
      {({ text, isMoved }, index) =>
        isMoving ? (
          <label className="switch">
            <input
              type="checkbox"
              checked={isMoved === true}
              onChange={() => toggle(index)}
            />
            <bdi>{text}</bdi>
          </label>
        ) : (
          <bdi>{text}</bdi>
        )
      }
    </EntryList>
  );
}
