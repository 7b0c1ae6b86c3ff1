import type { TeachableTab } from '../../utils/hosts/open-tab';
import { listAddress, listHost } from '../../utils/site/address';
import type { KeysDocument } from '../../utils/storage/documents';
import { t } from '../../utils/words';
import { focusFirstKey } from '../shared/focus';
import { Notice } from '../shared/notice';
import { pageName, type Taught } from '../shared/page-name';
import { Problem } from '../shared/problem';
import { useCommand } from '../shared/use-command';
import { TeachButton } from './teach';

interface ChangedPageNoticeProps {
  document: KeysDocument;
  tab: TeachableTab | undefined;
}

/** Says of each page that does not fit what the user taught of it any more, until the user has seen it. */
export function ChangedPageNotices({ document: { recipes }, tab }: ChangedPageNoticeProps) {
  const failed = recipes?.filter(({ failedAt, isFailureSeen }) => failedAt !== undefined && !isFailureSeen);
  return failed?.map((recipe) => (
    <ChangedPageNotice
      key={pageName(recipe)}
      recipe={recipe}
      tab={tab}
    />
  ));
}

function ChangedPageNotice({ recipe, tab }: { recipe: Taught; tab: TeachableTab | undefined }) {
  const { send, problem } = useCommand();
  const { host, address } = recipe;
  const gotIt = async (): Promise<void> => {
    const body = { ...(host !== undefined && { host }), address };
    if (await send({ type: 'sawLessonFail', body })) focusFirstKey();
  };
  return (
    <Notice
      role="status"
      title={t('teach_changed_title')}
      text={t('teach_changed_text', pageName(recipe))}
    >
      <div className="buttons">
        {tab && isPageOf(tab, recipe) && (
          <TeachButton
            tab={tab}
            text={t('teach_changed_start')}
          />
        )}
        <button
          type="button"
          onClick={() => void gotIt()}
        >
          {t('leak_got_it')}
        </button>
      </div>
      <Problem text={problem} />
    </Notice>
  );
}

function isPageOf({ url }: TeachableTab, { host, address }: Taught): boolean {
  return listHost(url) === host && listAddress(url) === address;
}
