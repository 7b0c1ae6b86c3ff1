import type { KeyRecord } from '../../utils/keys/key';
import { countedWords, words } from '../../utils/words';
import { Fold } from './fold';
import { Guard } from '../shared/guard';
import { BrokenKey } from './key-item';
import { silenceText } from '../key/key-state';
import { useCommand } from '../shared/use-command';
import { useFocusWhenBack } from '../shared/focus';

interface GoneKeysProps {
  gone: readonly KeyRecord[];
  replacements: ReadonlyMap<string, KeyRecord>;
  isOpen: boolean;
  now: number;
  /** Opens the page of a key. */
  onOpen: (id: string) => void;
}

/** The keys that are no longer listed: each with the reason and since when, and the way back. */
export function GoneKeys({ gone, replacements, isOpen, now, onOpen }: GoneKeysProps) {
  const { ask, problem } = useCommand();
  return (
    <Fold
      title={countedWords('popup_gone', gone.length)}
      isOpen={isOpen}
    >
      <p className="quiet">{words('popup_gone_note')}</p>
      <ul className="gone">
        {gone.map((record) => {
          const { id } = record;
          const open = (): void => onOpen(id);
          return (
            <Guard
              key={id}
              of={record}
              renderInstead={() => (
                <BrokenKey
                  record={record}
                  onOpen={open}
                />
              )}
            >
              <GoneKey
                record={record}
                replacement={replacements.get(id)?.name}
                now={now}
                onOpen={open}
                onRestore={() => void ask({ type: 'deleted', body: { id, isDeleted: false } })}
              />
            </Guard>
          );
        })}
      </ul>
      <p
        className="problem"
        role="alert"
      >
        {problem && words(problem)}
      </p>
    </Fold>
  );
}

interface GoneKeyProps {
  record: KeyRecord;
  /** The name of the key in its place, where it has been replaced. */
  replacement: string | undefined;
  now: number;
  onOpen: () => void;
  onRestore: () => void;
}

function GoneKey({ record, replacement, now, onOpen, onRestore }: GoneKeyProps) {
  const { id, name } = record;
  const label = words('forget_restore_named', name);
  useFocusWhenBack(id);
  return (
    <li>
      <div>
        <button
          type="button"
          className="link"
          data-key={id}
          onClick={onOpen}
        >
          <bdi>{name}</bdi>
        </button>
        <p className="quiet">{silenceText(record, replacement, now)}</p>
      </div>
      <button
        type="button"
        aria-label={label}
        onClick={onRestore}
      >
        {words('forget_restore')}
      </button>
    </li>
  );
}
