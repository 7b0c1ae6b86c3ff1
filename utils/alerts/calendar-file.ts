import ical, {
  ICalAlarmRelatesTo,
  ICalAlarmType,
  ICalAttendeeStatus,
  ICalEventBusyStatus,
  ICalEventTransparency,
  type ICalAttendeeData,
  type ICalAttendeeScheduleAgent,
} from 'ical-generator';
import type { Contact } from '../keys/contact';
import type { KeyRecord } from '../keys/key';
import type { Due } from '../keys/replacement';
import { isInUse, replacementsOf } from '../keys/rotation';
import { MINUTE } from '../keys/time';
import type { SettingsInForce } from '../policy';
import type { KeysDocument } from '../storage/documents';
import { tabOf } from '../storage/tab-of';
import { expiryFactsForAnyone, nameWithHost, plainSpaced, t } from '../words';
import { calendarEntries, type CalendarEntry } from './calendar';
import { dueReason, replaceByText } from './replacement-in-words';

/*
 * The file for calendars (iCalendar, RFC 5545). It has no METHOD: PUBLISH would need an organizer, and calendars accept
 * a file without either. Import this only when it is needed, because the library is a large part of a popup.
 */

/** The choices for a file, beyond the keys themselves. */
export interface CalendarChoices {
  /** The id of the only key that has entries; without it, all keys in use have theirs. */
  only?: string;
  /** Where the address of the tab that lists a key is looked up. */
  seen?: Pick<KeysDocument, 'lists' | 'lastReading'>;
  /** Whether those who must act, if they have an email address, are attendees and not only named. */
  hasAttendees?: boolean;
}

/** The calendar file of the keys in use, of all that are stored, with a date ahead; `undefined` if there is none. */
export function calendarFile(
  records: readonly KeyRecord[],
  settings: SettingsInForce,
  { only, seen = { lists: [] }, hasAttendees = false }: CalendarChoices,
  now: number,
): string | undefined {
  const replacements = replacementsOf(records, now);
  const wanted = records.filter((record) => isInUse(record, replacements) && (only ?? record.id) === record.id);
  const calendar = ical({ prodId: '//Key Companion//Key Companion for Data.gov.sg//EN' });
  for (const record of wanted) {
    for (const entry of calendarEntries(record, settings, now)) {
      const address = tabOf(seen, record);
      const event = calendar.createEvent({
        ...revision(record, entry, now),
        ...times(entry),
        summary: t(entry.due ? 'calendar_replace_summary' : 'calendar_summary', plainName(nameWithHost(record))),
        description: description(record, entry, address, now),
        // The library would escape these as in a text, but addresses are escaped differently.
        url: address.replace(/[,;]/g, encodeURIComponent),
        // The entry does not make the person busy.
        transparency: ICalEventTransparency.TRANSPARENT,
        busystatus: ICalEventBusyStatus.FREE,
        attendees: hasAttendees ? attendees(record.contacts) : [],
      });
      for (const after of entry.reminders) {
        const alarm = event.createAlarm({ type: ICalAlarmType.display, triggerAfter: after / 1000 });
        // By default the library counts a reminder that comes after from the end.
        if (after > 0) alarm.relatesTo(ICalAlarmRelatesTo.start);
      }
    }
  }
  // The library leaves the last line open.
  return calendar.length() > 0 ? `${calendar.toString()}\r\n` : undefined;
}

/**
 * They let a calendar know that it has this entry already, and that the one in this file is newer. We keep no count of
 * changes, so the minutes since 1970 stand in for it: they too only rise, and fit for thousands of years.
 */
function revision(
  { id }: KeyRecord,
  { due }: CalendarEntry,
  now: number,
): { id: string; sequence: number; stamp: Date; lastModified: Date } {
  return {
    id: due ? `${plainId(id)}${REPLACEMENT}` : plainId(id),
    sequence: Math.floor(now / MINUTE),
    stamp: new Date(now),
    lastModified: new Date(now),
  };
}

/** The entry for the day by which to replace a key has an id of its own. {@link plainId} ends no id like this. */
const REPLACEMENT = '.replacement';

function times({ isAllDay, start, end }: CalendarEntry): { allDay: boolean; start: Date; end: Date } {
  return { allDay: isAllDay, start: new Date(start), end: new Date(end) };
}

/**
 * Attendees of whom nothing is asked. Without an organizer and a METHOD the file invites nobody (RFC 5546), and with
 * SCHEDULE-AGENT a server that takes it over sends nothing by itself (RFC 6638, section 7.1): only the user does, from
 * their calendar.
 */
function attendees(contacts: readonly Contact[] = []): ICalAttendeeData[] {
  return contacts.flatMap(({ name, email }) => {
    if (email === undefined) return [];
    return {
      name: plainName(name),
      email,
      status: ICalAttendeeStatus.NEEDSACTION,
      rsvp: false,
      // The library has no more than the type of these names.
      scheduleAgent: 'NONE' as ICalAttendeeScheduleAgent,
    };
  });
}

function description(record: KeyRecord, { due }: CalendarEntry, address: string, now: number): string {
  const { expiry, contacts = [] } = record;
  const lines = due ? replacementFacts(due) : [...expiryFactsForAnyone(expiry, now)];
  if (contacts.length > 0) lines.push(t('contacts_line', contacts.map(namedWithEmail).join(' · ')));
  return plainSpaced([...lines.map(plainName), t('calendar_advice'), t('calendar_link', address)].join('\n'));
}

function replacementFacts(due: Due): string[] {
  const reason = dueReason(due);
  return [replaceByText(due), ...(reason === undefined ? [] : [reason])];
}

function namedWithEmail({ name, email }: Contact): string {
  return email === undefined ? name : t('name_host', name, email);
}

/**
 * A name on one line, without characters that a calendar must not have, and without marks that change the direction of
 * text.
 */
function plainName(name: string): string {
  return name.replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim();
}

/** An id that the library can print as it is. Ids are our own, except those of an import, which may be any text. */
function plainId(id: string): string {
  return id.replace(/[^\w-]/g, (character) => `.${character.charCodeAt(0).toString(16)}.`);
}
