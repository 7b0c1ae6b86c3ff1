import type { KeyRecord } from '../utils/keys/key';
import { countedWords, words } from '../utils/words';
import { Fold } from './fold';
import { Guard } from './guard';
import { BrokenKey } from './key-item';
import { silenceText } from './key-state';
import { useAsk } from './use-ask';
import { useFocusWhenBack } from './use-focus-when-back';

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
  const { ask, problem } = useAsk();
  return (
    <Fold title={countedWords('popup_gone', gone.length)} isOpen={isOpen}>
      <p className="quiet">{words('popup_gone_note')}</p>
      <ul className="gone">
        {gone.map((record) => (
          <Guard key={record.id} of={record} renderInstead={() => <BrokenKey record={record} onOpen={() => onOpen(record.id)} />}>
            <GoneKey
              record={record} reason={silenceText(record, replacements.get(record.id)?.name, now)} onOpen={() => onOpen(record.id)}
              onRestore={() => void ask({ type: 'deleted', body: { id: record.id, isDeleted: false } })}
            />
          </Guard>
        ))}
      </ul>
      <p className="problem" role="alert">{problem && words(problem)}</p>
    </Fold>
  );
}

function GoneKey({ record: { id, name }, reason, onOpen, onRestore }: { record: KeyRecord; reason: string | undefined; onOpen: () => void; onRestore: () => void }) {
  useFocusWhenBack(id);
  return (
    <li>
      <div>
        <button type="button" className="link" data-key={id} onClick={onOpen}><bdi>{name}</bdi></button>
        <p className="quiet">{reason}</p>
      </div>
      <button type="button" aria-label={words('forget_restore_named', name)} onClick={onRestore}>{words('forget_restore')}</button>
    </li>
  );
}
