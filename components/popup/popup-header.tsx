import type { KeyRecord } from '../../utils/keys/key';
import { listHost, SITE_NAME } from '../../utils/site/address';
import { agoText, t } from '../../utils/words';
import { NotificationsMuted } from './notifications-muted';
import { RemindTomorrow } from './remind-tomorrow';
import { stateText, type StateLine } from './state-text';
import type { PopupState } from './use-popup-state';

interface PopupHeaderProps {
  state: PopupState;
  /** The user wants to set a date for keys that have none. */
  onSetDate: (undated: readonly KeyRecord[]) => void;
}

/** How the keys are, when they were read, and when the next reminder comes. */
export function PopupHeader({ state, onSetDate }: PopupHeaderProps) {
  const { stored, settings, known, attention, now } = state;
  const { lastReading } = stored.keys;
  return (
    <header>
      <StateSentence
        state={state}
        onSetDate={onSetDate}
      />
      <div className="header-line">
        {lastReading && <p className="quiet">{readText(lastReading, known, now)}</p>}
        <RemindTomorrow
          attention={attention}
          settings={settings}
          now={now}
        />
      </div>
      <NotificationsMuted
        settings={settings}
        now={now}
      />
    </header>
  );
}

function StateSentence({ state, onSetDate }: PopupHeaderProps) {
  const { sentence, additions } = stateText(state, state.now);
  return (
    // It changes when a key expires or a day is over, and then it is read out; the countdowns below are not.
    <div role="status">
      <h1 tabIndex={-1}>
        <Line
          line={sentence}
          onSetDate={onSetDate}
        />
      </h1>
      {additions.map((line) => (
        <p
          key={line.text}
          className="addition"
        >
          <Line
            line={line}
            onSetDate={onSetDate}
          />
        </p>
      ))}
    </div>
  );
}

/** A line on the keys. The one on keys without any date is a button that leads to where it is set. */
function Line({ line: { text, undated }, onSetDate }: { line: StateLine } & Pick<PopupHeaderProps, 'onSetDate'>) {
  if (!undated) return text;
  return (
    <button
      type="button"
      className="link state-line"
      onClick={() => onSetDate(undated)}
    >
      {text}
    </button>
  );
}

/** When the list was last read and, if there are keys of other hosts, the host of that list. */
function readText({ at, url }: { at: number; url: string }, known: readonly KeyRecord[], now: number): string {
  const ago = agoText(at, now);
  return known.some(({ host }) => host !== undefined)
    ? t('popup_read_at_host', ago, listHost(url) ?? SITE_NAME)
    : t('popup_read_at', ago);
}
