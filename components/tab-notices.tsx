import { useState } from 'react';
import { describeOpenTab } from '../utils/site/open-tab';
import type { KeysDocument } from '../utils/storage/documents';
import { countedWords, instantText, words } from '../utils/words';
import { Notice } from './notice';

/** Says what of the tab could not be read, and what the user can do about it. */
export function TabNotices({ document, onAddKey }: { document: KeysDocument; onAddKey: () => void }) {
  const { unreadable, lastReading } = document;
  if (unreadable) {
    const at = instantText(unreadable.at);
    if (unreadable.reason === 'translated') return <Notice title={words('translated_title')} text={words('translated_text', at)} />;
    return <NotRead title={words('popup_unreadable_title')} text={words('popup_unreadable_text', at)} url={unreadable.url} onAddKey={onAddKey} />;
  }
  if (!lastReading?.leftOut) return null;
  const { leftOut, url } = lastReading;
  return <NotRead title={countedWords('left_out', leftOut)} text={words('left_out_text')} url={url} onAddKey={onAddKey} />;
}

interface NotReadProps {
  title: string;
  text: string;
  url: string;
  onAddKey: () => void;
}

/** Something that was not read at `url`: its keys can be added by hand, and a report can be sent. */
function NotRead({ title, text, url, onAddKey }: NotReadProps) {
  const [outcome, setOutcome] = useState('');
  const copyReport = async (): Promise<void> => {
    const report = await describeOpenTab(url);
    if (report === undefined) {
      setOutcome(words('popup_report_no_tab'));
      return;
    }
    await navigator.clipboard.writeText(report);
    setOutcome(words('popup_report_copied'));
  };
  return (
    <section className="notice">
      <h2>{title}</h2>
      <p>{text}</p>
      <div className="buttons">
        <button type="button" onClick={onAddKey}>{words('popup_add_key')}</button>
        <button type="button" onClick={() => void copyReport()}>{words('popup_report_copy')}</button>
      </div>
      <p role="status">{outcome}</p>
    </section>
  );
}
