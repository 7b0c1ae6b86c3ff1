import { useEffect, useState } from 'react';
import { words } from '../../utils/words';
import './save-status.css';

/** What came of a change. Each change has one of its own, also where it is the same as the one before. */
export interface SaveOutcome {
  isSaved: boolean;
}

/** How long (ms) it is said that a change was saved. That one was not saved is said until the next one. */
const SHOWN_FOR = 6_000;

/** Says what came of the last change, at the lower edge of the window: it is seen wherever on the page the change is made. */
export function SaveStatus({ outcome }: { outcome: SaveOutcome | undefined }) {
  const [over, setOver] = useState<SaveOutcome>();
  useEffect(() => {
    if (!outcome?.isSaved) return undefined;
    const timer = setTimeout(() => setOver(outcome), SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [outcome]);
  const shown = outcome === over ? undefined : outcome;
  return (
    <p
      className="save-status"
      role="status"
      data-saved={shown?.isSaved}
    >
      {shown && words(shown.isSaved ? 'options_saved' : 'options_not_saved')}
    </p>
  );
}
