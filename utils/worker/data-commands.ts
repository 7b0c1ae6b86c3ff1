import { browser } from 'wxt/browser';
import { planAlerts } from '../alerts/plan';
import { newSilences, type KeysAndSettings, type Silence } from '../alerts/silence';
import { setLanguage } from '../language';
import { DEFAULT_SETTINGS } from '../settings';
import { settingsOf, type SetAside, type Stored } from '../storage/documents';
import { importFile, type ExportFile, type ImportResult } from '../storage/export-file';
import { withoutSetAside } from '../storage/load-documents';
import { REPAIRS } from '../storage/repair';
import { changeStored, eraseStored, exclusive } from '../storage/store';
import { check } from './check';
import { paintToolbarBadge } from './deliver';
import { newId } from './save-report';

/* What the user may do with everything that is stored. */

/**
 * Adds the content of an export to what is stored, then checks. Resolves to what it added, and how many keys give no
 * reminders because of it. An email address or a link that a secret was cut out of is left out.
 */
export async function saveImported(
  file: ExportFile,
  now: number,
): Promise<ImportResult & { silenced: [Silence, number][] }> {
  const outcome = await changeStored(now, async ({ stored, write }) => {
    const { result, ...documents } = importFile(
      stored,
      { ...file, keys: REPAIRS.keys(file.keys, now).document },
      newId,
    );
    const planned = ({ keys, ...settings }: Pick<Stored, 'keys' | 'settings' | 'policy'>): KeysAndSettings => ({
      keys: keys.keys,
      settings: settingsOf(settings),
    });
    const silenced = newSilences(planned(stored), planned({ ...stored, ...documents }), now);
    await write(documents);
    return { ...result, silenced };
  });
  await check(now);
  return outcome;
}

/** Discards entries of the quarantine, and only those: what was set aside since the user looked stays. */
export function discardSetAside(entries: readonly SetAside[], now: number): Promise<void> {
  return changeStored(now, ({ stored, write }) => write({ quarantine: withoutSetAside(stored.quarantine, entries) }));
}

/**
 * Deletes what is stored first, then alarms, notifications and the toolbar badge. If the first fails, the keys are
 * still there, and so is the alarm that looks after them.
 */
export function deleteEverything(now: number): Promise<void> {
  return exclusive(async () => {
    await eraseStored(now);
    await browser.alarms.clearAll();
    const shown = Object.keys(await browser.notifications.getAll());
    await Promise.all(shown.map((id) => browser.notifications.clear(id)));
    await setLanguage(DEFAULT_SETTINGS.language);
    await paintToolbarBadge(planAlerts([], DEFAULT_SETTINGS, {}, now).badge);
  });
}
