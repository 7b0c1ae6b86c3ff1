import { openOptions } from '../../utils/hosts/open-own-page';
import { tabOf } from '../../utils/storage/tab-of';
import { t } from '../../utils/words';
import { removedKey, Undo, type Removal } from '../key/undo';
import { Guard, NotShown } from '../shared/guard';
import { Notice } from '../shared/notice';
import { AddedKey } from './added-key';
import { HiddenKeys } from './hidden-keys';
import { KeyGroups } from './key-groups';
import { PopupFooter } from './popup-footer';
import { PopupHeader } from './popup-header';
import { PopupNotices } from './popup-notices';
import { useTeachableTab } from './teach';
import type { LazyViews } from './use-lazy-views';
import type { PopupState } from './use-popup-state';
import type { View } from './use-view';
import { ViewSwitch } from './view-switch';

interface KeysViewProps {
  state: PopupState;
  /** Whether the first screen is there: the parts that it does without are rendered after it. */
  isPainted: boolean;
  view: View;
  lazy: LazyViews;
  search: string;
  onSearch: (text: string) => void;
  onShow: (view: View) => void;
  onRemoved: (removal: Removal) => void;
}

interface HomeProps extends KeysViewProps {
  removal: Removal | undefined;
}

/** The first view of the popup: how the keys are, what the user should know, and all keys. */
export function Home({ removal, ...keys }: HomeProps) {
  const { state, isPainted, view, lazy, onShow } = keys;
  const removed = removal && removedKey(state.records, removal);
  const addKey = (): void => onShow({ name: 'add' });
  const teachable = useTeachableTab(isPainted);
  return (
    <main className="popup">
      <PopupHeader
        state={state}
        onSetDate={([first, ...others]) => {
          if (first && others.length === 0) onShow({ name: 'key', id: first.id, part: 'replace-by' });
          else void openOptions('replacing');
        }}
      />
      {removal && removed && (
        <Undo
          key={`${removal.kind} ${removal.id}`}
          record={removed}
          kind={removal.kind}
        />
      )}
      {view.name === 'keys' && view.added !== undefined && (
        <AddedKey
          name={view.added}
          records={state.known}
        />
      )}
      {view.name === 'keys' && view.asksForLeaked && (
        <Notice
          role="status"
          title={t('leaked_which_title')}
          text={t('leaked_which_text')}
        />
      )}
      {lazy.isFailed && view.name !== 'keys' && (
        <Notice
          role="status"
          title={t('popup_view_failed_title')}
          text={t('popup_view_failed_text')}
        />
      )}
      <PopupNotices
        state={state}
        isPainted={isPainted}
        tab={teachable}
        onAddKey={addKey}
      />
      {state.known.length === 0 && !state.stored.keys.unreadable && <EmptyState />}
      <KeysView {...keys} />
      <PopupFooter
        tab={tabOf(state.stored.keys)}
        teachable={teachable}
        hasKeys={state.known.length > 0}
        onAddKey={addKey}
        onStopped={() => onShow({ name: 'stopped' })}
      />
    </main>
  );
}

/** The keys in a list or as a timeline, as the user chooses. */
function KeysView({ state, isPainted, view, lazy: { views }, onShow, onRemoved, ...search }: KeysViewProps) {
  const { stored, records, listed, now } = state;
  const isTimeline = view.name === 'timeline';
  return (
    <>
      {listed.length > 0 && (
        <ViewSwitch
          chosen={isTimeline ? 'timeline' : 'keys'}
          onChoose={(name) => onShow({ name })}
        />
      )}
      {isTimeline && views && listed.length > 0 ? (
        <Guard
          of={stored}
          renderInstead={() => (
            <NotShown
              button={t('key_back')}
              onPress={() => onShow({ name: 'keys' })}
            />
          )}
        >
          <views.Timeline
            records={listed}
            settings={state.settings}
            now={now}
          />
        </Guard>
      ) : (
        <>
          <KeyGroups
            isWhole={isPainted}
            state={state}
            {...search}
            onOpen={(id) => onShow({ name: 'key', id })}
            onDeleted={(id) => onRemoved({ kind: 'deleted', id })}
          />
          <HiddenKeys hidden={records.filter(({ forgottenAt }) => forgottenAt !== undefined)} />
        </>
      )}
    </>
  );
}

function EmptyState() {
  return (
    <section className="empty">
      <h2>{t('popup_empty_title')}</h2>
      <p>{t('popup_empty_text')}</p>
      <p className="quiet">{t('popup_empty_privacy')}</p>
    </section>
  );
}
