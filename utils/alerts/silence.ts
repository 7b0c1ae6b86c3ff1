import type { KeyRecord } from '../keys/key';
import { replacementsOf } from '../keys/rotation';
import type { SettingsInForce } from '../policy';
import { waitsUntil } from './moments';
import { hasNoThresholds } from './thresholds';

/** Why a key gives no reminders, if several things silence it the first of these. */
const SILENCES = ['removed', 'gone', 'replaced', 'muted', 'snoozed', 'dayless'] as const;
export type Silence = (typeof SILENCES)[number];

/** The keys that give no reminders at `now` (ms), by their ids, and why. */
function silencesOf(records: readonly KeyRecord[], settings: SettingsInForce, now: number): Map<string, Silence> {
  const replacements = replacementsOf(records, now);
  const isSilencedBy: Record<Silence, (record: KeyRecord) => boolean> = {
    removed: ({ forgottenAt }) => forgottenAt !== undefined,
    gone: ({ goneSince }) => goneSince !== undefined,
    replaced: ({ id }) => replacements.has(id),
    muted: ({ muted }) => muted === true,
    snoozed: ({ snoozedUntil }) => waitsUntil(snoozedUntil, now) > now,
    dayless: (record) => hasNoThresholds(record, settings, now),
  };
  return new Map(
    records.flatMap((record) => {
      const silence = SILENCES.find((reason) => isSilencedBy[reason](record));
      return silence ? [[record.id, silence] as const] : [];
    }),
  );
}

/** Keys and the settings for them. */
export interface KeysAndSettings {
  keys: readonly KeyRecord[];
  settings: SettingsInForce;
}

/** How many keys give no reminders after a change that gave some before, or were not there, for each reason. */
export function newSilences(before: KeysAndSettings, after: KeysAndSettings, now: number): [Silence, number][] {
  const silentBefore = silencesOf(before.keys, before.settings, now);
  const added = [...silencesOf(after.keys, after.settings, now)].filter(([id]) => !silentBefore.has(id));
  return SILENCES.flatMap((reason): [Silence, number][] => {
    const count = added.filter(([, silence]) => silence === reason).length;
    return count > 0 ? [[reason, count]] : [];
  });
}
