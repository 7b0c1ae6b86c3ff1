import type { Stored } from '../../utils/storage/documents';
import type { Unsaved } from '../../utils/storage/store';
import { tabOf } from '../../utils/storage/tab-of';
import { t } from '../../utils/words';
import { Guard, TitleOnly } from '../shared/guard';
import { StoredPage } from '../shared/stored-page';
import type { StoredSource } from '../shared/stored-state';
import { Home } from './home';
import { useLazyViews } from './use-lazy-views';
import { usePainted } from './use-painted';
import { usePopupState } from './use-popup-state';
import { useView } from './use-view';
import './popup.css';

/** The toolbar popup: how the keys are in one sentence, then the keys, most urgent first. */
export function Popup({ source }: { source: StoredSource }) {
  return (
    <StoredPage
      source={source}
      className="popup"
      title={t('popup_title')}
      heading={
        <header>
          <h1>{t('popup_title')}</h1>
        </header>
      }
      render={(stored, unsaved) => (
        <ReadyPopup
          stored={stored}
          unsaved={unsaved}
        />
      )}
    />
  );
}

function ReadyPopup({ stored, unsaved }: { stored: Stored; unsaved: Unsaved | undefined }) {
  const state = usePopupState(stored, unsaved);
  const { view, removal, show, showKeys, noteRemoval } = useView();
  const isPainted = usePainted();
  const lazy = useLazyViews({ preload: isPainted, show: view.name !== 'keys' });
  const { views } = lazy;
  if (view.name === 'add' && views) {
    return (
      <main className="popup">
        <views.AddKey
          known={state.known}
          onDone={showKeys}
        />
      </main>
    );
  }
  const open = view.name === 'key' ? state.known.find(({ id }) => id === view.id) : undefined;
  if (open && views) {
    return (
      <Guard
        key={open.id}
        of={open}
        renderInstead={() => (
          <TitleOnly
            className="popup"
            title={open.name}
            button={t('key_back')}
            onPress={showKeys}
          />
        )}
      >
        <views.KeyPage
          record={open}
          records={state.records}
          settings={state.settings}
          now={state.now}
          tab={tabOf(stored.keys, open)}
          onBack={showKeys}
          onRemoved={(kind) => noteRemoval({ kind, id: open.id })}
        />
      </Guard>
    );
  }
  return (
    <Home
      state={state}
      isPainted={isPainted}
      view={view}
      lazy={lazy}
      removal={removal}
      onShow={show}
      onRemoved={noteRemoval}
    />
  );
}
