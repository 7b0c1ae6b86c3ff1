import { useState } from 'react';
import { describeOpenTab } from '../utils/site/open-tab';
import { instantText, words } from '../utils/words';

/** Says that the tab could not be read, and what the user can do about it. */
export function UnreadableNotice({ seen, onAddKey }: { seen: { at: number; url: string }; onAddKey: () => void }) {
  const [outcome, setOutcome] = useState('');
  const copyReport = async (): Promise<void> => {
    const report = await describeOpenTab(seen.url);
    if (report === undefined) {
      setOutcome(words('popup_report_no_tab'));
      return;
    }
    await navigator.clipboard.writeText(report);
    setOutcome(words('popup_report_copied'));
  };
  return (
    <section className="notice">
      <h2>{words('popup_unreadable_title')}</h2>
      <p>{words('popup_unreadable_text', instantText(seen.at))}</p>
      <div className="buttons">
        <button type="button" onClick={onAddKey}>{words('popup_add_key')}</button>
        <button type="button" onClick={() => void copyReport()}>{words('popup_report_copy')}</button>
      </div>
      <p role="status">{outcome}</p>
    </section>
  );
}
