import { useState } from 'react';
import { KEYS_OF_A_SITE, NEW_KEYS_A_DAY } from '../../utils/keys/bounds';
import { describeOpenTab, type TeachableTab } from '../../utils/hosts/open-tab';
import type { KeysDocument } from '../../utils/storage/documents';
import { tCount, instantText, t, type MessageKey } from '../../utils/words';
import { Notice } from '../shared/notice';
import { shows, TeachButton } from './teach';

interface CanDo {
  /** The tab behind the popup, if its page can be taught. */
  tab: TeachableTab | undefined;
  onAddKey: () => void;
}

/** Says which keys of the tab could not be read or found no room, and what the user can do about it. */
export function TabNotices({ document, ...can }: { document: KeysDocument } & CanDo) {
  const { unreadable, lastReading, otherReading } = document;
  return (
    <>
      {unreadable ? (
        <Unreadable
          {...unreadable}
          {...can}
        />
      ) : (
        <LeftOut
          reading={lastReading}
          {...can}
        />
      )}
      <LeftOut
        reading={otherReading}
        {...can}
      />
      <NoRoom
        readings={[lastReading, otherReading]}
        onAddKey={can.onAddKey}
      />
    </>
  );
}

function Unreadable({ at, url, reason, ...can }: NonNullable<KeysDocument['unreadable']> & CanDo) {
  const when = instantText(at);
  if (reason === 'translated')
    return (
      <Notice
        role="status"
        title={t('translated_title')}
        text={t('translated_text', when)}
      />
    );
  return (
    <NotRead
      title={t('popup_unreadable_title')}
      text={t('popup_unreadable_text', when)}
      url={url}
      {...can}
    />
  );
}

type Reading = KeysDocument['lastReading'];

function LeftOut({ reading, ...can }: { reading: Reading } & CanDo) {
  if (!reading?.leftOut) return null;
  return (
    <NotRead
      title={tCount('left_out', reading.leftOut)}
      text={t('left_out_text')}
      url={reading.url}
      {...can}
    />
  );
}

/** Keys that were read and not stored, because a site has so many already, or so many new ones. */
function NoRoom({ readings, onAddKey }: { readings: readonly Reading[]; onAddKey: () => void }) {
  const count = readings.reduce((sum, reading) => sum + (reading?.noRoom ?? 0), 0);
  if (count === 0) return null;
  return (
    <Notice
      title={tCount('no_room', count)}
      text={t('no_room_text', KEYS_OF_A_SITE, NEW_KEYS_A_DAY)}
    >
      <div className="buttons">
        <button
          type="button"
          onClick={onAddKey}
        >
          {t('popup_add_key')}
        </button>
      </div>
    </Notice>
  );
}

interface NotReadProps extends CanDo {
  title: string;
  text: string;
  url: string;
}

/** Says what was not read at `url`. The user can teach the page, add keys by hand, and copy a report of the page. */
function NotRead({ title, text, url, tab, onAddKey }: NotReadProps) {
  const [outcome, setOutcome] = useState<MessageKey>();
  const copyReport = async (): Promise<MessageKey> => {
    const report = await describeOpenTab(url);
    if (report === undefined) return 'popup_report_no_tab';
    await navigator.clipboard.writeText(report);
    return 'popup_report_copied';
  };
  return (
    <Notice
      title={title}
      text={text}
    >
      <div className="buttons">
        {shows(tab, url) && (
          <TeachButton
            tab={tab}
            text={t('teach_start')}
            className="main"
          />
        )}
        <button
          type="button"
          onClick={onAddKey}
        >
          {t('popup_add_key')}
        </button>
        <button
          type="button"
          onClick={() => void copyReport().then(setOutcome, () => setOutcome('copy_failed'))}
        >
          {t('popup_report_copy')}
        </button>
      </div>
      <p role="status">{outcome && t(outcome)}</p>
    </Notice>
  );
}
