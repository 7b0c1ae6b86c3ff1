import type { ReactNode } from 'react';
import type { KeyRecord } from '../../utils/keys/key';
import type { Stored } from '../../utils/storage/documents';
import { tabOf } from '../../utils/storage/tab-of';
import { t } from '../../utils/words';
import type { Removal } from '../key/undo';
import { Guard, TitleOnly } from '../shared/guard';
import type { LazyViews } from './use-lazy-views';
import type { PopupState } from './use-popup-state';
import type { View } from './use-view';

interface WholeViewProps {
  views: NonNullable<LazyViews['views']>;
  stored: Stored;
  state: PopupState;
  view: View;
  onShow: (view: View) => void;
  /** Goes back to the list or the timeline. */
  onBack: () => void;
  onRemoved: (removal: Removal) => void;
}

/** The view that takes the place of the list; `undefined` if the list is shown. */
export function wholeView(props: WholeViewProps): ReactNode {
  const { views, state, view, onShow, onBack } = props;
  switch (view.name) {
    case 'add':
      return (
        <main className="popup">
          <views.AddKey
            known={state.known}
            onAdded={(added) => onShow({ name: 'keys', added })}
            onBack={onBack}
          />
        </main>
      );
    case 'stopped':
      return (
        <views.StoppedGuide
          record={state.known.find(({ id }) => id === view.id)}
          records={state.known}
          readAt={props.stored.keys.lastReading?.at}
          now={state.now}
          onBack={view.id === undefined ? onBack : () => onShow({ name: 'key', id: view.id! })}
        />
      );
    case 'key': {
      const record = state.known.find(({ id }) => id === view.id);
      return record && pageOf(record, props);
    }
    default:
      return undefined;
  }
}

function pageOf(record: KeyRecord, props: WholeViewProps): ReactNode {
  const { views, stored, state, view, onShow, onBack, onRemoved } = props;
  const { id, name } = record;
  return (
    <Guard
      key={id}
      of={record}
      renderInstead={() => (
        <TitleOnly
          className="popup"
          title={name}
          button={t('key_back')}
          onPress={onBack}
        />
      )}
    >
      <views.KeyPage
        record={record}
        records={state.records}
        settings={state.settings}
        policy={stored.policy.leakPolicy}
        now={state.now}
        tab={tabOf(stored.keys, record)}
        openPart={view.name === 'key' ? view.part : undefined}
        onBack={onBack}
        onStopped={() => onShow({ name: 'stopped', id })}
        onRemoved={(kind) => onRemoved({ kind, id })}
      />
    </Guard>
  );
}
