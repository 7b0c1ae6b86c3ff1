import { browser } from 'wxt/browser';
import { openApiKeysTab, type TeachableTab } from '../../utils/hosts/open-tab';
import { openReport } from '../../utils/hosts/open-own-page';
import { t } from '../../utils/words';
import { TeachButton } from './teach';

interface PopupFooterProps {
  tab: string;
  /** The tab behind the popup, if its page can be taught. */
  teachable: TeachableTab | undefined;
  /** Whether there is anything to report. */
  hasKeys: boolean;
  onAddKey: () => void;
  onStopped: () => void;
}

/** The actions that are there whatever the list looks like. */
export function PopupFooter({ tab, teachable, hasKeys, onAddKey, onStopped }: PopupFooterProps) {
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
        data-opens="add"
        onClick={onAddKey}
      >
        {t('popup_add_key')}
      </button>
      <button
        type="button"
        className="link"
        data-opens="stopped"
        onClick={onStopped}
      >
        {t('stopped_title')}
      </button>
      {hasKeys && (
        <button
          type="button"
          className="link"
          onClick={() => void openReport().then(() => window.close())}
        >
          {t('report_short')}
        </button>
      )}
      {teachable && (
        <TeachButton
          tab={teachable}
          text={t('teach_offer')}
          className="link"
        />
      )}
      <p className="quiet">{t('popup_not_official')}</p>
    </footer>
  );
}
