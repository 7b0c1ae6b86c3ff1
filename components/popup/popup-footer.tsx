import { browser } from 'wxt/browser';
import { openApiKeysTab } from '../../utils/site/open-tab';
import { words } from '../../utils/words';

/** What can be done whatever the list looks like. */
export function PopupFooter({ tab, onAddKey }: { tab: string; onAddKey: () => void }) {
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
        {words('popup_open_tab')}
      </button>
      <button
        type="button"
        onClick={() => void browser.runtime.openOptionsPage()}
      >
        {words('popup_options')}
      </button>
      <button
        type="button"
        className="link"
        onClick={onAddKey}
      >
        {words('popup_add_key')}
      </button>
      <p className="quiet">{words('popup_not_official')}</p>
    </footer>
  );
}
