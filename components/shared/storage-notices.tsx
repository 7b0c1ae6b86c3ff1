import type { Stored } from '../../utils/storage/documents';
import type { Unsaved } from '../../utils/storage/store';
import { instantText, t } from '../../utils/words';
import { Notice } from './notice';
import { QuarantineNotice } from './quarantine-notice';

interface StorageNoticesProps {
  stored: Stored;
  unsaved: Unsaved | undefined;
}

/** Says if storage takes nothing, is of a newer version, or had parts that were set aside. */
export function StorageNotices({ stored: { readOnly, quarantine }, unsaved }: StorageNoticesProps) {
  const isCrowded = readOnly.keys === 'crowded' || readOnly.settings === 'crowded';
  return (
    <>
      {unsaved?.isFull && (
        <Notice
          role="status"
          title={t('unsaved_full_title')}
          text={t('unsaved_full_text', instantText(unsaved.at))}
        />
      )}
      {unsaved?.isFull === false && (
        <Notice
          role="status"
          title={t('unsaved_title')}
          text={t('unsaved_text', instantText(unsaved.at))}
        />
      )}
      {readOnly.keys === 'newer' && (
        <Notice
          role="status"
          title={t(readOnly.settings === 'newer' ? 'newer_both_title' : 'newer_keys_title')}
          text={t('newer_keys_text')}
        />
      )}
      {readOnly.settings === 'newer' && readOnly.keys !== 'newer' && (
        <Notice
          role="status"
          title={t('newer_settings_title')}
          text={t('newer_settings_text')}
        />
      )}
      <QuarantineNotice
        entries={quarantine}
        isCrowded={isCrowded}
      />
    </>
  );
}
