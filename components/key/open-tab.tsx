import { t } from '../../utils/words';

/** Opens the API Keys tab that lists the key, for a step that is taken there. */
export function OpenTab({ onOpenTab }: { onOpenTab: () => void }) {
  return (
    <button
      type="button"
      onClick={onOpenTab}
    >
      {t('popup_open_tab')}
    </button>
  );
}
