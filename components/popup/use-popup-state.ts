import { planAlerts } from '../../utils/alerts/plan';
import type { KeyRecord } from '../../utils/keys/key';
import { MINUTE } from '../../utils/keys/time';
import type { SettingsInForce } from '../../utils/policy';
import { settingsOf, type Stored } from '../../utils/storage/documents';
import type { Unsaved } from '../../utils/storage/store';
import { countsSeconds } from '../../utils/words';
import { useNow } from '../shared/use-now';
import type { KeysNow } from './state-text';

const SECOND = 1000;

/** What is stored, and what follows from it at `now` (ms). */
export interface PopupState extends KeysNow {
  stored: Stored;
  unsaved: Unsaved | undefined;
  settings: SettingsInForce;
  records: readonly KeyRecord[];
  /** All keys but those that the user hid. */
  known: readonly KeyRecord[];
  now: number;
}

/** The state is renewed every minute, or every second while a countdown shows seconds. */
export function usePopupState(stored: Stored, unsaved: Unsaved | undefined): PopupState {
  const { keys: records, ledger } = stored.keys;
  const settings = settingsOf(stored);
  const known = records.filter(({ forgottenAt }) => forgottenAt === undefined);
  const listed = known.filter(({ goneSince }) => goneSince === undefined);
  const now = useNow((instant) => (listed.some(({ expiry }) => countsSeconds(expiry, instant)) ? SECOND : MINUTE));
  const { attention, broken, replacements } = planAlerts(records, settings, ledger, now);
  return { stored, unsaved, settings, records, known, listed, attention, broken, replacements, now };
}
