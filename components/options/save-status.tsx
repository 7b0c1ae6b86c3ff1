import { useEffect, useState } from 'react';
import { t } from '../../utils/words';
import './save-status.css';

/** The outcome of a change. Each change has an object of its own, even if it is like the one before. */
export interface SaveOutcome {
  isSaved: boolean;
}

/**
 * For so long (ms) it says that a change was saved. That a change was not saved stays until the next one. Chosen, not
 * measured.
 */
const SHOWN_FOR = 6_000;

/** The outcome of the last change, at the lower edge of the window: in sight wherever the user has scrolled to. */
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
      {shown && t(shown.isSaved ? 'options_saved' : 'options_not_saved')}
    </p>
  );
}
