import { useRef, useState } from 'react';
import { dayText, t } from '../../utils/words';
import { pageName, type Taught } from '../shared/page-name';
import { Problem } from '../shared/problem';
import { useCommand } from '../shared/use-command';
import './hosts.css';

/** The part of the options page for the pages that the user has taught; absent while there are none. */
export function TaughtPages({ recipes }: { recipes: readonly Taught[] | undefined }) {
  const { send, problem } = useCommand();
  const [isRemoved, setIsRemoved] = useState(false);
  const title = useRef<HTMLHeadingElement>(null);
  const count = recipes?.length ?? 0;
  if (count === 0 && !isRemoved) return null;
  const remove = async ({ host, address }: Taught): Promise<void> => {
    setIsRemoved(false);
    const body = { ...(host !== undefined && { host }), address };
    if (!(await send({ type: 'forgetLesson', body }))) return;
    setIsRemoved(true);
    // The button goes with its row.
    title.current?.focus();
  };
  return (
    <section>
      <h2
        ref={title}
        tabIndex={-1}
      >
        {t('teach_pages_title')}
      </h2>
      <p className="quiet">{t('teach_pages_text')}</p>
      {recipes && count > 0 && (
        <ul
          className="hosts"
          aria-label={t('teach_pages_title')}
        >
          {recipes.map((recipe) => (
            <TaughtRow
              key={pageName(recipe)}
              recipe={recipe}
              onRemove={() => void remove(recipe)}
            />
          ))}
        </ul>
      )}
      <p
        className="hosts-outcome"
        role="status"
      >
        {isRemoved && t('teach_pages_removed')}
      </p>
      <Problem text={problem} />
    </section>
  );
}

function TaughtRow({ recipe, onRemove }: { recipe: Taught; onRemove: () => void }) {
  const { taughtAt, failedAt } = recipe;
  const name = pageName(recipe);
  return (
    <li className="data-action">
      <div>
        <p>
          <bdi>{name}</bdi>
        </p>
        <p className="quiet">
          {t(failedAt === undefined ? 'teach_pages_at' : 'teach_pages_failed', dayText(taughtAt))}
        </p>
      </div>
      <div className="buttons">
        <button
          type="button"
          aria-label={t('hosts_remove_host', name)}
          onClick={onRemove}
        >
          {t('hosts_remove')}
        </button>
      </div>
    </li>
  );
}
