import { useId, useState, type FormEvent } from 'react';
import { USE_LIMIT, USES_KEPT, type KeyRecord, type KeyUse } from '../utils/keys/key';
import { words } from '../utils/words';
import { useAsk } from './use-ask';

/** Where a key is used, to be added to and ticked off while it is rotated. */
export function KeyUses({ record: { id, uses: known }, isMoving = false }: { record: KeyRecord; isMoving?: boolean }) {
  const uses = known ?? [];
  const [text, setText] = useState('');
  const { ask, problem } = useAsk();
  const field = useId();
  const change = (changed: readonly KeyUse[]): Promise<boolean> => ask({ type: 'uses', body: { id, uses: [...changed] } });
  const add = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const added = text.trim();
    // What could not be stored stays in the field.
    if (added !== '' && (await change([...uses, { text: added }]))) setText('');
  };
  const toggle = (place: number): void => void change(uses.map(({ text: one, isMoved }, index) => ({ text: one, ...((index === place ? !isMoved : isMoved) && { isMoved: true as const }) })));
  const remove = (place: number): void => {
    // The button goes with its line: the keyboard goes on at the field below.
    document.getElementById(field)?.focus();
    void change(uses.filter((_, index) => index !== place));
  };
  return (
    <div className="uses">
      {uses.length > 0 && (
        <ul aria-label={words('uses_title')}>
          {uses.map(({ text: use, isMoved }, index) => (
            <li key={`${use} ${uses.slice(0, index).filter(({ text: earlier }) => earlier === use).length}`}>
              {isMoving
                ? <label className="switch"><input type="checkbox" checked={isMoved === true} onChange={() => toggle(index)} /><bdi>{use}</bdi></label>
                : <bdi>{use}</bdi>}
              <button type="button" className="link" aria-label={words('uses_remove_named', use)} onClick={() => remove(index)}>{words('uses_remove')}</button>
            </li>
          ))}
        </ul>
      )}
      {uses.length < USES_KEPT && (
        <form onSubmit={(event) => void add(event)}>
          <input id={field} type="text" value={text} maxLength={USE_LIMIT} autoComplete="off" aria-label={words('uses_label')} placeholder={words('uses_example')} onChange={({ target }) => setText(target.value)} />
          <button type="submit">{words('uses_add')}</button>
        </form>
      )}
      <p className="problem" role="alert">{problem && words(problem)}</p>
    </div>
  );
}
