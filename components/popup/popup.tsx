import type { Stored } from '../../utils/storage/documents';
import type { Unsaved } from '../../utils/storage/store';
import { t } from '../../utils/words';
import { StoredPage } from '../shared/stored-page';
import type { StoredSource } from '../shared/stored-state';
import { Home } from './home';
import { useLazyViews } from './use-lazy-views';
import { usePainted } from './use-painted';
import { usePopupState } from './use-popup-state';
import { useView } from './use-view';
import { wholeView } from './whole-view';
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
  const { view, removal, search, setSearch, show, showHome, noteRemoval } = useView();
  const isPainted = usePainted();
  const lazy = useLazyViews({ preload: isPainted, show: view.name !== 'keys' });
  const whole =
    lazy.views &&
    wholeView({ views: lazy.views, stored, state, view, onShow: show, onBack: showHome, onRemoved: noteRemoval });
  if (whole) return whole;
  return (
    <Home
      state={state}
      isPainted={isPainted}
      view={view}
      lazy={lazy}
      removal={removal}
      search={search}
      onSearch={setSearch}
      onShow={show}
      onRemoved={noteRemoval}
    />
  );
}
