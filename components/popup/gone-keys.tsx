import type { KeyRecord } from '../../utils/keys/key';
import { tCount, t } from '../../utils/words';
import { Fold } from './fold';
import { Guard } from '../shared/guard';
import { BrokenKey } from './key-rows';
import { silenceText } from '../key/key-state';
import { Problem } from '../shared/problem';
import { useCommand } from '../shared/use-command';
import { useFocusOnKeyAfter } from '../shared/focus';

interface GoneKeysProps {
  gone: readonly KeyRecord[];
  replacements: ReadonlyMap<string, KeyRecord>;
  isOpen: boolean;
  now: number;
  /** Opens the page of a key. */
  onOpen: (id: string) => void;
}

/** The keys that are no longer listed: each says why and since when, and can be restored. */
export function GoneKeys({ gone, replacements, isOpen, now, onOpen }: GoneKeysProps) {
  const { send, problem } = useCommand();
  return (
    <Fold
      title={tCount('popup_gone', gone.length)}
      isOpen={isOpen}
    >
      <p className="quiet">{t('popup_gone_note')}</p>
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
                onRestore={() => void send({ type: 'deleted', body: { id, isDeleted: false } })}
              />
            </Guard>
          );
        })}
      </ul>
      <Problem text={problem} />
    </Fold>
  );
}

interface GoneKeyProps {
  record: KeyRecord;
  /** The name of the key that has replaced it. */
  replacement: string | undefined;
  now: number;
  onOpen: () => void;
  onRestore: () => void;
}

function GoneKey({ record, replacement, now, onOpen, onRestore }: GoneKeyProps) {
  const { id, name } = record;
  const label = t('forget_restore_named', name);
  useFocusOnKeyAfter(id);
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
        {t('forget_restore')}
      </button>
    </li>
  );
}
