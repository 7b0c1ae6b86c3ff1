import { useEffect } from 'react';
import type { KeyRecord } from '../../utils/keys/key';
import { cleanName } from '../../utils/secrets/clean-name';
import { isolated, t } from '../../utils/words';
import { focusKey } from '../shared/focus';
import '../key/undo.css';

/** Says that a key of this name was added by hand. The key takes the focus once it is listed, wherever that is. */
export function AddedKey({ name, records }: { name: string; records: readonly KeyRecord[] }) {
  const stored = cleanName(name);
  const id = records.findLast((record) => record.addedByHand && record.name === stored)?.id;
  useEffect(() => {
    if (id !== undefined) focusKey(id);
  }, [id]);
  return (
    <div className="undo">
      <p role="status">{t('add_done', isolated(stored))}</p>
    </div>
  );
}
