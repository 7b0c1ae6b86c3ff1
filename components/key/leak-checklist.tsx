import type { KeyRecord, Leak } from '../../utils/keys/key';
import { leakSteps, type LeakSteps } from '../../utils/keys/leak';
import type { LeakPolicy } from '../../utils/policy';
import { t, type MessageKey } from '../../utils/words';
import { focusFold } from '../shared/focus';
import { ChecklistStep, stepStates } from './checklist-step';
import { OpenTab } from './open-tab';
import { NotedCopies, UsePlaces, WhereToReport } from './leak-facts';

interface LeakChecklistProps {
  record: KeyRecord;
  leak: Leak;
  /** The agency's own rule on keys, if an administrator set one. */
  policy: LeakPolicy | undefined;
  /** Whether the user has just begun: then the focus moves to the first step. */
  isNew: boolean;
  onChange: (changed: Leak) => void;
  onOpenTab: () => void;
  /** The user says that the key was deleted. */
  onDelete: () => void;
}

/** Each step with its title and text. The user ticks off those that the tab itself does not show to be done. */
const STEPS: readonly { name: keyof LeakSteps; title: MessageKey; text: MessageKey; tick?: MessageKey }[] = [
  { name: 'isCreated', title: 'leaked_create', text: 'leaked_create_text', tick: 'leaked_created' },
  { name: 'isMoved', title: 'leaked_move', text: 'leaked_move_text', tick: 'leaked_moved' },
  { name: 'isDeleted', title: 'leaked_delete', text: 'leaked_delete_text' },
  { name: 'isReviewed', title: 'leaked_review', text: 'leaked_review_text', tick: 'leaked_reviewed' },
  { name: 'isReported', title: 'leaked_report', text: 'leaked_report_text', tick: 'leaked_reported' },
];

/** The steps after a key may have leaked, ticked off as they are taken; the next one is open. */
export function LeakChecklist(props: LeakChecklistProps) {
  const { record, leak, isNew, onChange } = props;
  const done = leakSteps({ ...record, leak });
  const states = stepStates(STEPS.map(({ name }) => done[name]));
  return (
    <>
      <p>{t('leaked_first')}</p>
      <p>{t('leaked_message')}</p>
      <ol className="steps">
        {STEPS.map(({ name, title, text, tick }, index) => (
          <ChecklistStep
            key={name}
            title={t(title)}
            state={states[index]!}
            takesFocus={isNew && index === 0}
          >
            <p>{t(text)}</p>
            <StepContent
              {...props}
              name={name}
              isDone={done[name]}
            />
            {tick && (
              <label className="switch">
                <input
                  type="checkbox"
                  checked={done[name]}
                  onChange={({ target }) => onChange(ticked(leak, name, { isOn: target.checked }))}
                />
                {t(tick)}
              </label>
            )}
          </ChecklistStep>
        ))}
      </ol>
      {Object.values(done).every(Boolean) && <p role="status">{t('leaked_done')}</p>}
    </>
  );
}

function ticked(leak: Leak, name: keyof LeakSteps, { isOn }: { isOn: boolean }): Leak {
  const others = Object.fromEntries(Object.entries(leak).filter(([field]) => field !== name)) as Leak;
  return { ...others, ...(isOn && { [name]: true as const }) };
}

type StepContentProps = LeakChecklistProps & { name: keyof LeakSteps; isDone: boolean };

/** The facts and buttons of a step, below its text. */
function StepContent({ name, isDone, record, policy, onOpenTab, onDelete }: StepContentProps) {
  switch (name) {
    case 'isCreated':
      return (
        <div className="buttons">
          <OpenTab onOpenTab={onOpenTab} />
        </div>
      );
    case 'isMoved':
      return <UsePlaces record={record} />;
    case 'isDeleted':
      return (
        <div className="buttons">
          <OpenTab onOpenTab={onOpenTab} />
          {!isDone && (
            <button
              type="button"
              onClick={(event) => {
                focusFold(event);
                onDelete();
              }}
            >
              {t('deleted_it')}
            </button>
          )}
        </div>
      );
    case 'isReviewed':
      return <NotedCopies record={record} />;
    case 'isReported':
      return <WhereToReport policy={policy} />;
  }
}
