import { useId, useState, type FormEvent } from 'react';
import { USE_LIMIT, USES_KEPT, type KeyUse } from '../../utils/keys/key';
import { holdsSecret } from '../../utils/site/storage-gate';
import { words } from '../../utils/words';
import type { Wish } from '../shared/use-save';

interface KeyUsesProps {
  uses: Wish<readonly KeyUse[]>;
  /** What is entered and not added yet. It is kept by the page, which shows this list in one place or in another. */
  entered: string;
  onEnter: (entered: string) => void;
  /** Whether they can be ticked off, since the key is being rotated. */
  isMoving?: boolean;
}

/** Where a key is used, to be added to and ticked off while it is rotated. */
export function KeyUses({ uses: { value: uses, save, problem }, entered, onEnter, isMoving = false }: KeyUsesProps) {
  const [isKey, setIsKey] = useState(false);
  const field = useId();
  const add = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const text = entered.trim();
    setIsKey(holdsSecret(text));
    if (text === '' || holdsSecret(text)) return;
    onEnter('');
    // What could not be stored comes back into the field.
    if (!(await save([...uses, { text }]))) onEnter(text);
  };
  const toggle = (place: number): void =>
    void save(
      uses.map(({ text, isMoved }, index) => ({
        text,
        ...((index === place ? !isMoved : isMoved) && { isMoved: true as const }),
      })),
    );
  const remove = (place: number): void => {
    // The button goes with its line: the keyboard goes on at the field below.
    document.getElementById(field)?.focus();
    void save(uses.filter((_, index) => index !== place));
  };
  return (
    <div className="uses">
      {uses.length > 0 && (
        <ul aria-label={words('uses_title')}>
          {uses.map(({ text: use, isMoved }, index) => (
            <li key={`${use} ${uses.slice(0, index).filter(({ text: earlier }) => earlier === use).length}`}>
              {isMoving ? (
                <label className="switch">
                  <input
                    type="checkbox"
                    checked={isMoved === true}
                    onChange={() => toggle(index)}
                  />
                  <bdi>{use}</bdi>
                </label>
              ) : (
                <bdi>{use}</bdi>
              )}
              <button
                type="button"
                className="link"
                aria-label={words('uses_remove_named', use)}
                onClick={() => remove(index)}
              >
                {words('uses_remove')}
              </button>
            </li>
          ))}
        </ul>
      )}
      {uses.length < USES_KEPT && (
        <form onSubmit={(event) => void add(event)}>
          <input
            id={field}
            type="text"
            value={entered}
            maxLength={USE_LIMIT}
            autoComplete="off"
            aria-label={words('uses_label')}
            placeholder={words('uses_example')}
            aria-invalid={isKey}
            aria-describedby={`${field}-problem`}
            onChange={({ target }) => {
              setIsKey(false);
              onEnter(target.value);
            }}
          />
          <button type="submit">{words('uses_add')}</button>
        </form>
      )}
      <p
        className="problem"
        id={`${field}-problem`}
        role="alert"
      >
        {isKey ? words('note_is_key') : problem && words(problem)}
      </p>
    </div>
  );
}
