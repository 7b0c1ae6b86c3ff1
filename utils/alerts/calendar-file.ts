import ical, { ICalAlarmRelatesTo, ICalAlarmType, ICalEventBusyStatus, ICalEventTransparency } from 'ical-generator';
import { isExact, type Expiry } from '../keys/expiry';
import type { KeyRecord } from '../keys/key';
import { MINUTE } from '../keys/time';
import type { Settings } from '../settings';
import { tabUrl } from '../site/address';
import { expiryDateText, nameWithHost, t } from '../words';
import { calendarEntry, type CalendarEntry } from './calendar';

/*
 * The file for calendars (iCalendar, RFC 5545). It has no METHOD: PUBLISH would need an organizer, and calendars accept
 * a file without either. Import this only when it is needed, since the library is a large part of a popup.
 */

/**
 * The calendar file of the keys that have an entry; `undefined` if none has one. `seenAt` is the address of the last
 * report.
 */
export function calendarFile(
  records: readonly KeyRecord[],
  settings: Settings,
  seenAt: string | undefined,
  now: number,
): string | undefined {
  const calendar = ical({ prodId: '//Key Companion//Key Companion for Data.gov.sg//EN' });
  for (const record of records) {
    const entry = calendarEntry(record, settings, now);
    if (!entry) continue;
    const address = tabUrl(record.host, seenAt);
    const event = calendar.createEvent({
      ...revision(record, now),
      ...times(entry),
      summary: t('calendar_summary', plainName(nameWithHost(record))),
      description: description(record.expiry, address),
      // The library would escape these as in a text, but addresses are escaped differently.
      url: address.replace(/[,;]/g, encodeURIComponent),
      // The entry does not make the person busy.
      transparency: ICalEventTransparency.TRANSPARENT,
      busystatus: ICalEventBusyStatus.FREE,
    });
    for (const after of entry.reminders) {
      const alarm = event.createAlarm({ type: ICalAlarmType.display, triggerAfter: after / 1000 });
      // By default the library counts a reminder that comes after from the end.
      if (after > 0) alarm.relatesTo(ICalAlarmRelatesTo.start);
    }
  }
  // The library leaves the last line open.
  return calendar.length() > 0 ? `${calendar.toString()}\r\n` : undefined;
}

/**
 * By these a calendar knows that it has this entry already, and that the one in this file is newer. We keep no count of
 * changes, so the minutes since 1970 stand in for it: they too only rise, and fit for thousands of years.
 */
function revision({ id }: KeyRecord, now: number): { id: string; sequence: number; stamp: Date; lastModified: Date } {
  return { id: plainId(id), sequence: Math.floor(now / MINUTE), stamp: new Date(now), lastModified: new Date(now) };
}

function times({ isAllDay, start, end }: CalendarEntry): { allDay: boolean; start: Date; end: Date } {
  return { allDay: isAllDay, start: new Date(start), end: new Date(end) };
}

function description(expiry: Expiry, address: string): string {
  const lines = [t(isExact(expiry) ? 'detail_stops_at' : 'detail_stops_on', expiryDateText(expiry))];
  if (expiry.kind === 'dated' && expiry.approximate) lines.push(t('detail_approximate', plainName(expiry.text)));
  if (expiry.kind === 'dated' && expiry.ambiguous) lines.push(t('detail_ambiguous', plainName(expiry.text)));
  return [...lines, t('calendar_advice'), t('calendar_link', address)].join('\n');
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
