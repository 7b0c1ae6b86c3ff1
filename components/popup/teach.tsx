import { useEffect, useState } from 'react';
import { openTeaching, teachableTab, type TeachableTab } from '../../utils/hosts/open-tab';
import { plainSiteUrl } from '../../utils/site/address';
import { t } from '../../utils/words';
import { runCommand } from '../shared/send-to-worker';

/** The tab behind the popup, if the user can teach its page. It is asked for once. */
export function useTeachableTab(isWanted: boolean): TeachableTab | undefined {
  const [tab, setTab] = useState<TeachableTab>();
  useEffect(() => {
    if (!isWanted) return undefined;
    let isOpen = true;
    teachableTab().then(
      (found) => isOpen && setTab(found),
      () => undefined,
    );
    return () => {
      isOpen = false;
    };
  }, [isWanted]);
  return tab;
}

/** Whether a tab shows the page at an address, as it is stored. */
export function shows(tab: TeachableTab | undefined, url: string): tab is TeachableTab {
  return tab !== undefined && plainSiteUrl(tab.url) === url;
}

interface TeachButtonProps {
  tab: TeachableTab;
  text: string;
  className?: string;
}

/** Opens the panel in the page behind the popup, which then closes: it would lie over the page. */
export function TeachButton({ tab, text, className }: TeachButtonProps) {
  const [hasFailed, setHasFailed] = useState(false);
  const teach = async (): Promise<void> => {
    // Only the page that has this number can send what was taught.
    const [high = 0, low = 0] = crypto.getRandomValues(new Uint32Array(2));
    const ticket = (high % 2 ** 21) * 2 ** 32 + low;
    const isOpen = (await runCommand({ type: 'beginTeaching', body: { ticket } })) && (await openTeaching(tab, ticket));
    if (isOpen) window.close();
    else setHasFailed(true);
  };
  return (
    <>
      <button
        type="button"
        {...(className !== undefined && { className })}
        onClick={() => void teach()}
      >
        {text}
      </button>
      <span
        className="problem"
        role="alert"
      >
        {hasFailed && t('teach_no_answer')}
      </span>
    </>
  );
}
