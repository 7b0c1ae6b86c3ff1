import { countdown, expiryStatus, type Expiry } from '../utils/keys/expiry';
import type { KeyRecord } from '../utils/keys/key';
import { countedWords, dayText, words } from '../utils/words';

/** How the listed keys are at `now` (ms), in one sentence, with what it leaves out below. `attention` is most urgent first. */
export function StateSentence({ listed, attention, now }: { listed: readonly KeyRecord[]; attention: readonly KeyRecord[]; now: number }) {
  const { sentence, addition } = attention.length > 0 ? attentionText(attention, now) : calmText(listed);
  return (
    // It changes when a key expires or a day is over, and then it is read out; the countdowns below are not.
    <div role="status">
      <h1>{sentence}</h1>
      {addition !== undefined && <p className="addition">{addition}</p>}
    </div>
  );
}

interface State {
  sentence: string;
  addition?: string;
}

function attentionText(attention: readonly KeyRecord[], now: number): State {
  const expiring = attention.filter(({ expiry }) => expiryStatus(expiry, now) !== 'expired');
  const [first] = expiring;
  const expired = attention.length - expiring.length;
  if (!first) return { sentence: countedWords('state_expired', expired) };
  const when = whenText(first.expiry, now);
  if (expired === 0) return { sentence: countedWords('state_expiring', expiring.length, when) };
  return { sentence: countedWords('state_attention', attention.length), addition: countedWords('state_mixed', expired, when) };
}

/** When a key expires, as part of a sentence: "in 3 days", "tomorrow". */
function whenText(expiry: Expiry, now: number): string {
  const count = countdown(expiry, now);
  if (!('days' in count) || count.days === 0) return words('when_today');
  if (count.days === 1) return words('when_tomorrow');
  return words(count.approximate ? 'when_about_days' : 'when_days', count.days);
}

/** Of keys whose expiry cannot be read nothing is claimed. */
function calmText(listed: readonly KeyRecord[]): State {
  if (listed.length === 0) return { sentence: words('popup_title') };
  const unknown = listed.filter(({ expiry }) => expiry.kind === 'unknown').length;
  const fine = listed.length - unknown;
  if (fine === 0) return { sentence: countedWords('state_unknown', unknown) };
  const next = Math.min(...listed.map(({ expiry }) => (expiry.kind === 'dated' ? expiry.earliest : Infinity)));
  const sentence = Number.isFinite(next) ? countedWords('state_calm_until', fine, dayText(next)) : countedWords('state_calm', fine);
  return { sentence, ...(unknown > 0 && { addition: countedWords('state_but_unknown', unknown) }) };
}
