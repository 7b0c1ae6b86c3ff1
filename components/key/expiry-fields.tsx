import { t } from '../../utils/words';
import { EARLIEST, LATEST, type EntryFieldsProps } from './entered-key';
import { Field } from './field';

/** When the key expires, unless it never does. */
export function ExpiryFields(props: EntryFieldsProps) {
  const { entry, onChange } = props;
  return (
    <>
      <label className="switch">
        <input
          type="checkbox"
          checked={entry.hasNoExpiry}
          onChange={({ target }) => onChange({ hasNoExpiry: target.checked })}
        />
        {t('add_never')}
      </label>
      {!entry.hasNoExpiry && <DateAndTime {...props} />}
    </>
  );
}

function DateAndTime({ entry, remarks, onChange, onLeave }: EntryFieldsProps) {
  return (
    <>
      <Field
        label={t('add_date')}
        remark={remarks.date}
      >
        {(described) => (
          <input
            {...described}
            name="date"
            type="date"
            value={entry.date}
            min={EARLIEST}
            max={LATEST}
            onBlur={(event) => onLeave(event, 'date')}
            onChange={({ target }) => onChange({ date: target.value })}
          />
        )}
      </Field>
      <Field
        label={t('add_time')}
        remark={remarks.time}
      >
        {(described) => (
          <input
            {...described}
            name="time"
            type="time"
            value={entry.time}
            onKeyUp={({ currentTarget }) => onChange({ isTimePartial: currentTarget.validity.badInput })}
            onBlur={(event) => onLeave(event, 'time')}
            onChange={({ target }) => onChange({ time: target.value, isTimePartial: target.validity.badInput })}
          />
        )}
      </Field>
    </>
  );
}
