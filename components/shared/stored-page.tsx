import type { ReactNode } from 'react';
import type { Stored } from '../../utils/storage/documents';
import type { Unsaved } from '../../utils/storage/store';
import { t } from '../../utils/words';
import { GuardedPage } from './guard';
import { Notice } from './notice';
import { useStoredState, type StoredSource } from './stored-state';

interface StoredPageProps {
  source: StoredSource;
  className: string;
  title: string;
  /** Stands above the notice if storage does not respond. */
  heading: ReactNode;
  render: (stored: Stored, unsaved: Unsaved | undefined) => ReactNode;
}

/** A page of ours that shows what is stored, or says that storage does not respond. */
export function StoredPage({ source, className, title, heading, render }: StoredPageProps) {
  const state = useStoredState(source);
  if (state.phase === 'failed') {
    return (
      <main className={className}>
        {heading}
        <Notice
          role="status"
          title={t('popup_storage_failed_title')}
          text={t('popup_storage_failed_text')}
        />
      </main>
    );
  }
  return (
    <GuardedPage
      className={className}
      title={title}
      of={state.stored}
    >
      {render(state.stored, state.unsaved)}
    </GuardedPage>
  );
}
