import { nextName, type NextName } from '../../utils/keys/next-name';
import { t, type MessageKey } from '../../utils/words';
import { CopyButton } from './copy-button';
import type { Rotating } from './use-rotation';

const REASONS: Record<NextName['endsWith'], MessageKey> = {
  expiry: 'next_name_expiry',
  'expiry-in-a-year': 'next_name_year',
  creation: 'next_name_creation',
};

/** A name for the new key, ready to copy. It is only an offer: any other name is as good. */
export function NextKeyName({ record, records, now }: Pick<Rotating, 'record' | 'records' | 'now'>) {
  const { name, endsWith } = nextName(record, records, now);
  return (
    <div className="next-name">
      <p>{t('next_name_title')}</p>
      <div className="command">
        <pre>
          <bdi>{name}</bdi>
        </pre>
        <CopyButton
          text={name}
          label={t('next_name_copy')}
        />
      </div>
      <p className="quiet">{t(REASONS[endsWith])}</p>
    </div>
  );
}
