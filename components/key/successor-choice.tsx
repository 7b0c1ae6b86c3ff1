import { useId, useState, type MouseEvent } from 'react';
import type { KeyRecord, Rotation } from '../../utils/keys/key';
import { choosing, declining, possibleSuccessors, proposedSuccessor, successorOf } from '../../utils/keys/rotation';
import { expiryDateText, expiryText, isolated, t } from '../../utils/words';
import { focusFold } from '../shared/focus';
import type { Rotating } from './use-rotation';
import './field.css';

/** Proposes a key that appeared on the tab after the rotation began. */
export function Proposal({ record, rotation, records, now, onChange }: Rotating) {
  const proposed = proposedSuccessor(record, records, now);
  const answer = (event: MouseEvent, changed: Rotation): void => {
    focusFold(event);
    onChange(changed);
  };
  return (
    <div role="status">
      {proposed && (
        <div className="proposal">
          <p>{t('rotation_proposal', isolated(proposed.name))}</p>
          <div className="buttons">
            <button
              type="button"
              className="main"
              onClick={(event) => answer(event, choosing(rotation, proposed.id))}
            >
              {t('rotation_accept')}
            </button>
            <button
              type="button"
              onClick={(event) => answer(event, declining(rotation, proposed.id))}
            >
              {t('rotation_decline')}
            </button>
          </div>
        </div>
      )}
    </div>
  );
}

/** A key among others to choose from: its name, and its date or why it has none. */
export function choiceText({ name, expiry }: KeyRecord, now: number): string {
  return [isolated(name), expiryDateText(expiry) || expiryText(expiry, now)].join(' · ');
}

/**
 * Lets the user choose any key that can be the new one, such as one that was there before. A button confirms it,
 * because arrow keys go through the list, and uses that have moved to one key have not moved to another.
 */
export function SuccessorChoice({ record, rotation, records, now, onChange }: Rotating) {
  const id = useId();
  const chosen = successorOf(record, records);
  const [picked, setPicked] = useState<string>();
  const choose = (event: MouseEvent): void => {
    focusFold(event);
    setPicked(undefined);
    onChange(choosing(rotation, picked));
  };
  const choices = [...new Set([...(chosen ? [chosen] : []), ...possibleSuccessors(record, records, now)])];
  if (choices.length === 0) return null;
  return (
    <div className="field">
      <label htmlFor={id}>{t(chosen === undefined ? 'rotation_choose' : 'rotation_chosen')}</label>
      <select
        id={id}
        value={picked ?? chosen?.id ?? ''}
        onChange={({ target }) => setPicked(target.value || undefined)}
      >
        {chosen === undefined && <option value="">{t('rotation_choose_none')}</option>}
        {choices.map((choice) => (
          <option
            key={choice.id}
            value={choice.id}
          >
            {choiceText(choice, now)}
          </option>
        ))}
      </select>
      {picked !== undefined && picked !== chosen?.id && (
        <div className="buttons">
          <button
            type="button"
            onClick={choose}
          >
            {t('rotation_accept')}
          </button>
        </div>
      )}
    </div>
  );
}
