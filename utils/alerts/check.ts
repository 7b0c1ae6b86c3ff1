import { mayNotify } from '../browser-differences';
import { withCopy, withoutCopies } from '../keys/copies';
import type { EnteredKey, KeyOnTab, KeyRecord, KeyUse, Place, Rotation } from '../keys/key';
import { isSameLedger } from '../keys/ledger';
import { addByHand, changeListed, mergeReading, removeForgotten, setForgotten, type Known } from '../keys/merge';
import { setDeleted, settleMissing } from '../keys/missing';
import { setRotation, setUses } from '../keys/rotation';
import type { ArrivedReading } from '../messages';
import { HOUR, singaporeDay, startOfSingaporeDay } from '../keys/time';
import { speakIn } from '../language';
import type { Settings } from '../settings';
import { isCutOff, isSiteHost, listAddress, listHost, plainSiteUrl } from '../site/address';
import { settingsOf, withSettings, type KeysDocument } from '../storage/documents';
import { changeStored, isErasedSince, type Turn } from '../storage/store';
import { announce, noteAnnounced } from './announce';
import { clearDigest, paintToolbarBadge, paintUnknown, scheduleNextCheck } from './deliver';
import { wishedUntil } from './moments';
import { planAlerts } from './plan';
import { muteKey, setNote, setThresholds, snoozeAttention, snoozeKey, withoutWrongSnoozes } from './wishes';

/**
 * Looks for keys that expire soon and alerts. May be called at any time and any number of times. Where storage does
 * not answer, the toolbar says so and it is tried again within the hour.
 */
export async function check(now: number): Promise<void> {
  let hasPainted = false;
  try {
    await changeStored(now, async (turn) => {
      await noteAnnounced(turn);
      await checkWithin(turn, now, () => {
        hasPainted = true;
      });
    });
  } catch {
    // A storage that is only full still tells what is due: then the toolbar is right.
    await Promise.allSettled([hasPainted || paintUnknown(), scheduleNextCheck((Math.floor(now / HOUR) + 1) * HOUR)]);
  }
}

/** Remembers what was read on the tab at `url`, but for the rows that were refused, then checks. */
export async function rememberReading(
  { reading, leftOut }: ArrivedReading,
  url: string | undefined,
  now: number,
): Promise<void> {
  // What the user has deleted since, an open tab does not bring back.
  if (isErasedSince(reading.at, now)) return;
  await changeKeys(now, ({ unreadable, ...document }) => {
    const at = Math.min(reading.at, now);
    const place = placeOf(url);
    const complete = reading.complete && !isCutOff(place.address ?? '');
    const name = speaksForItselfAlone(url, document.lastReading?.url) ? 'otherReading' : 'lastReading';
    const latestAt = document[name]?.at ?? 0;
    const isLatest = at >= latestAt || latestAt > now;
    const merged = mergeReading(
      { keys: document.keys, lists: document.lists },
      { ...reading, complete, ...place },
      now,
      newId,
    );
    const noRoom = merged.leftOut;
    return {
      ...document,
      // That another host can be read says nothing of the one that cannot.
      ...(unreadable && listHost(unreadable.url) !== listHost(url) && { unreadable }),
      ...copyOf(merged),
      ...(isLatest && seenAt(name, url, { at, ...(leftOut > 0 && { leftOut }), ...(noRoom && { noRoom }) })),
      // What found no room is told, however old the list was.
      ...(!isLatest && noRoom && { [name]: { ...document[name], noRoom } }),
    };
  });
}

/**
 * Whether a page is on a host below data.gov.sg where anybody's pages may be: while another host was seen last, it changes
 * nothing of where the tab is and when it was read.
 */
function speaksForItselfAlone(url: string | undefined, seenUrl: string | undefined): boolean {
  const host = listHost(url);
  return seenUrl !== undefined && host !== undefined && isSiteHost(host) && host !== listHost(seenUrl);
}

function copyOf({ keys, lists }: Known): Pick<KeysDocument, 'keys' | 'lists'> {
  return { keys: [...keys], lists: [...lists] };
}

/** Remembers that the tab at `url` could not be read, and why if that is known. */
export function rememberUnreadable(
  reason: 'translated' | undefined,
  url: string | undefined,
  now: number,
): Promise<void> {
  return changeKeys(now, (document) =>
    speaksForItselfAlone(url, document.unreadable?.url)
      ? document
      : { ...document, ...seenAt('unreadable', url, { at: now, ...(reason && { reason }) }) },
  );
}

/** Remembers that a key of the tab at `url` was copied at the instant `at` (ms). */
export function rememberCopy(
  { onTab, at }: { onTab: KeyOnTab; at: number },
  url: string | undefined,
  now: number,
): Promise<void> {
  // A clock that was wrong in the page must not put the copy into the future.
  return changeRecords(now, (records) =>
    changeListed(records, { ...onTab, ...placeOf(url) }, (record) => withCopy(record, Math.min(at, now))),
  );
}

/** Remembers that the user wants no more leak warnings for a key of the tab at `url` until the day ends in Singapore. */
export function rememberNoLeakWarning(onTab: KeyOnTab, url: string | undefined, now: number): Promise<void> {
  const noLeakWarningUntil = startOfSingaporeDay(singaporeDay(now) + 1);
  return changeRecords(now, (records) =>
    changeListed(records, { ...onTab, ...placeOf(url) }, (record) => ({ ...record, noLeakWarningUntil })),
  );
}

/** Remembers that the user says that a key was deleted on the site, or that it was not. */
export function rememberDeleted(id: string, isDeleted: boolean, now: number): Promise<void> {
  return changeRecords(now, (records) => setDeleted(records, id, isDeleted, now));
}

/** Remembers that the user has seen that keys speak again. */
export function sawSpeakAgain(now: number): Promise<void> {
  return changeKeys(now, ({ speakAgain: _, ...document }) => document);
}

/** Forgets when a key was copied. */
export function forgetCopies(id: string, now: number): Promise<void> {
  return changeRecords(now, (records) => records.map((record) => (record.id === id ? withoutCopies(record) : record)));
}

/** Remembers a key that the user entered, then checks. */
export function rememberEntered(key: EnteredKey, now: number): Promise<void> {
  return changeRecords(now, (records) => addByHand(records, key, now, newId()));
}

/** Puts a key out of sight, or back. */
export function rememberForgotten(id: string, isForgotten: boolean, now: number): Promise<void> {
  return changeRecords(now, (records) => setForgotten(records, id, isForgotten ? now : undefined));
}

/** Removes a key that is out of sight, for good. */
export function eraseForgotten(id: string, now: number): Promise<void> {
  return changeRecords(now, (records) => removeForgotten(records, id));
}

/** Remembers the user's own words on a key; empty for none. */
export function rememberNote(id: string, text: string, now: number): Promise<void> {
  return changeKeys(now, (document) => setNote(document, id, text));
}

/** Remembers where a key is used. */
export function rememberUses(id: string, uses: readonly KeyUse[], now: number): Promise<void> {
  return changeRecords(now, (records) => setUses(records, id, uses, now));
}

/** Remembers how far the rotation of a key has come; without one it is not rotated. */
export function rememberRotation(id: string, rotation: Rotation | undefined, now: number): Promise<void> {
  return changeRecords(now, (records) => setRotation(records, id, rotation, now));
}

/** Lets the notices of a key wait until the instant `until` (ms), or no longer; see {@link snoozeKey}. */
export function rememberSnooze(id: string, until: number | undefined, now: number): Promise<void> {
  return changeKeys(now, (document, settings) => snoozeKey(document, id, until, settings, now));
}

/** Lets the notices of all keys that need attention wait until the next morning. */
export function remindTomorrow(now: number): Promise<void> {
  return changeKeys(now, (document, settings) => snoozeAttention(document, settings, now));
}

/** Gives no notices of a key any more, or gives them again. */
export function rememberMute(id: string, isMuted: boolean, now: number): Promise<void> {
  return changeKeys(now, (document) => muteKey(document, id, isMuted, now));
}

/** Remembers a key's own thresholds (days), or that it has those for all keys. */
export function rememberThresholds(id: string, days: readonly number[] | undefined, now: number): Promise<void> {
  return changeKeys(now, (document) => setThresholds(document, id, days));
}

/** Remembers the user's settings, then checks. */
export function rememberSettings(settings: Settings, now: number): Promise<void> {
  return changeStored(now, async (turn) => {
    await noteAnnounced(turn);
    await turn.write({ settings: withSettings(turn.stored, settings) });
    // They are stored; the next alarm makes good for a check that fails.
    await checkWithin(turn, now).catch(() => undefined);
  });
}

function changeKeys(now: number, change: (document: KeysDocument, settings: Settings) => KeysDocument): Promise<void> {
  return changeStored(now, async (turn) => {
    await noteAnnounced(turn);
    const changed = settled(change(turn.stored.keys, settingsOf(turn.stored)), now);
    if (changed !== turn.stored.keys) await turn.write({ keys: changed });
    // It is stored; the next alarm makes good for a check that fails.
    await checkWithin(turn, now).catch(() => undefined);
  });
}

/**
 * The document with those keys gone for which there is evidence by now, and without wishes of a wrong clock; the same one
 * where nothing changes.
 */
function settled(document: KeysDocument, now: number): KeysDocument {
  const keys = settleMissing(withoutWrongSnoozes(document.keys, now), now);
  return keys === document.keys ? document : { ...document, keys: [...keys] };
}

function changeRecords(now: number, change: (records: readonly KeyRecord[]) => KeyRecord[]): Promise<void> {
  return changeKeys(now, (document) => ({ ...document, keys: change(document.keys) }));
}

/** Where the list at `url` is. */
export function placeOf(url: string | undefined): Place {
  const [host, address] = [listHost(url), listAddress(url)];
  return { ...(host !== undefined && { host }), ...(address !== undefined && { address }) };
}

const newId = (): string => crypto.randomUUID();

type Look = 'lastReading' | 'otherReading' | 'unreadable';

function seenAt(name: Look, url: string | undefined, seen: { at: number }): Pick<KeysDocument, Look> {
  const address = plainSiteUrl(url);
  return address === undefined ? {} : { [name]: { ...seen, url: address } };
}

/** A mute that reaches further than can be chosen was made while the clock was wrong, and would hold once its last days come. */
async function endWrongMute(turn: Turn, now: number): Promise<void> {
  const {
    settings: { settings: own, ...document },
    readOnly,
  } = turn.stored;
  const { mutedUntil, ...others } = own;
  if (mutedUntil === undefined || wishedUntil(mutedUntil, now) > 0 || readOnly.settings) return;
  // Where it cannot be stored it does not hold all the same, and the next check tries again.
  await turn.write({ settings: { ...document, settings: others } }).catch(() => undefined);
}

/** Plans and does what is due; `onPainted` is called once the toolbar tells how things are. */
async function checkWithin(turn: Turn, now: number, onPainted: () => void = () => undefined): Promise<void> {
  await endWrongMute(turn, now);
  const settings = settingsOf(turn.stored);
  await speakIn(settings.language);
  const known = settled(turn.stored.keys, now);
  const { refusedSince, ...document } = known;
  const plan = planAlerts(document.keys, settings, document.ledger, now);
  await scheduleNextCheck(plan.nextLookAt);
  // A toolbar that cannot be painted must not cost the notice.
  await paintToolbarBadge(plan.badge).then(onPainted, () => undefined);
  // What cannot be noted would be told at every look: the toolbar and the popup tell it instead.
  if (turn.stored.readOnly.keys) return;
  if (plan.attention.every(({ snoozedUntil }) => wishedUntil(snoozedUntil, now) > now)) await clearDigest();
  const isAllowed = await mayNotify();
  if (plan.due.length > 0 && isAllowed !== false) {
    await announce(turn, known, plan, now);
    return;
  }
  const refused = isAllowed === false ? (refusedSince ?? now) : isAllowed ? undefined : refusedSince;
  // Nothing else of the document can be new; comparing all of ten thousand keys would take as long as planning for them.
  if (known === turn.stored.keys && refused === refusedSince && isSameLedger(plan.untoldLedger, document.ledger))
    return;
  await turn.write({
    keys: { ...document, ledger: plan.untoldLedger, ...(refused !== undefined && { refusedSince: refused }) },
  });
}
