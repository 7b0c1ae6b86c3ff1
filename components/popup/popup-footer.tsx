import { browser } from 'wxt/browser';
import { openApiKeysTab } from '../../utils/hosts/open-tab';
import { t } from '../../utils/words';

interface PopupFooterProps {
  tab: string;
  onAddKey: () => void;
  onStopped: () => void;
}

/** What can be done whatever the list looks like. */
export function PopupFooter({ tab, onAddKey, onStopped }: PopupFooterProps) {
  const showTab = async (): Promise<void> => {
    await openApiKeysTab(tab);
    window.close();
  };
  return (
    <footer>
      <button
        type="button"
        className="main"
        onClick={() => void showTab()}
      >
        {t('popup_open_tab')}
      </button>
      <button
        type="button"
        onClick={() => void browser.runtime.openOptionsPage()}
      >
        {t('popup_options')}
      </button>
      <button
        type="button"
        className="link"
        onClick={onAddKey}
      >
        {t('popup_add_key')}
      </button>
      <button
        type="button"
        className="link"
        onClick={onStopped}
      >
        {t('stopped_title')}
      </button>
      <p className="quiet">{t('popup_not_official')}</p>
    </footer>
  );
}
