import { waitsUntil } from '../../utils/alerts/moments';
import type { Settings } from '../../utils/settings';
import type { Answer } from '../../utils/worker/commands';
import { inSentences, instantText, sideBySide, t, tCount, type MessageKey } from '../../utils/words';

/** Quiet hours that are switched off change nothing. */
type SettingInForce = Exclude<keyof Settings, 'formerQuietHours'>;

/** The name that the options page gives a setting that an import took from the file. */
const SETTING_WORDS: Record<SettingInForce, MessageKey> = {
  thresholdDays: 'options_when',
  // It is taken only if it differs from the default.
  notifications: 'import_no_notifications',
  leakWarning: 'options_leak',
  coverKeys: 'options_cover_keys',
  quietHours: 'quiet_hours',
  weekdaysOnly: 'quiet_weekdays',
  rotateEveryDays: 'rotate_switch',
  mutedUntil: 'muted_until',
  language: 'language_title',
};

/**
 * Says what an import did: the keys, whatever else came from the file by its name, and how many keys give no reminders
 * now because of it.
 */
export function importResultText(result: Answer<'importFile'>, now: number): string {
  const { keysAdded, keysKnown, settingsTaken, pagesTaught, silenced, textsMended } = result;
  const taken = [...settingTexts(settingsTaken, now), ...(pagesTaught > 0 ? [t('teach_pages_title')] : [])];
  return inSentences([
    t('import_done', tCount('import_added', keysAdded), tCount('import_known', keysKnown)),
    ...(silenced.length > 0
      ? [t('import_silent', sideBySide(silenced.map(([reason, count]) => t(`import_silent_${reason}`, count))))]
      : []),
    ...(taken.length > 0 ? [t('import_taken', sideBySide(taken))] : []),
    ...(textsMended > 0 ? [tCount('import_mended', textsMended)] : []),
  ]);
}

function settingTexts({ mutedUntil, formerQuietHours: _off, ...others }: Partial<Settings>, now: number): string[] {
  const until = waitsUntil(mutedUntil, now);
  return [
    ...(until > now ? [t(SETTING_WORDS.mutedUntil, instantText(until))] : []),
    ...Object.keys(others).map((name) => t(SETTING_WORDS[name as SettingInForce])),
  ];
}
