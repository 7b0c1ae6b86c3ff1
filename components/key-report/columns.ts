import type { Contact } from '../../utils/keys/contact';
import type { KeyRecord } from '../../utils/keys/key';
import { isExact } from '../../utils/keys/expiry';
import { DAY, SINGAPORE_OFFSET, singaporeDate, singaporeDay, singaporeMinute } from '../../utils/keys/time';
import type { KeyReport, ReportRow } from '../../utils/key-report/key-report';
import { undisguised, withoutEmpty, type TableColumn } from '../../utils/key-report/table';
import { dayText, instantText, t, type MessageKey } from '../../utils/words';
import { lastDayOf } from '../shared/last-used-text';
import { stateOf } from './state-of';

/** How a report prints dates, all in Singapore time. */
interface DateForm {
  day: (instant: number) => string;
  instant: (instant: number) => string;
  heading: (heading: string) => string;
}

/** "29 Nov 2026, 18:00 SGT": for people. */
export const IN_WORDS: DateForm = { day: dayText, instant: instantText, heading: (heading) => heading };

/** "2026-11-29 18:00": for a spreadsheet, which sorts and counts by it. */
export const SORTABLE: DateForm = {
  day: singaporeDate,
  instant: singaporeMinute,
  heading: (heading) => t('report_in_sgt', heading),
};

interface Column {
  heading: MessageKey;
  /** Its cells are dates. */
  isDate?: true;
  /** On a page, columns side by side of one group are one. */
  group?: 'key' | 'use' | 'times';
  cell: (row: ReportRow, dates: DateForm, now: number) => string | number;
}

/** The columns of a report, in their order. */
const COLUMNS: readonly Column[] = [
  { heading: 'report_name', group: 'key', cell: ({ record }) => record.name },
  { heading: 'report_kind', group: 'key', cell: ({ record }) => t(`kind_${record.kind}`) },
  { heading: 'report_account', group: 'key', cell: ({ record }) => record.account ?? '' },
  { heading: 'report_host', group: 'key', cell: ({ host }) => host },
  { heading: 'report_expires', isDate: true, cell: ({ record }, dates) => expiryOf(record, dates) },
  { heading: 'report_days_left', cell: ({ daysLeft }) => daysLeft ?? '' },
  { heading: 'report_due', isDate: true, cell: ({ due }, { day }) => (due ? day(due.at) : '') },
  { heading: 'report_state', cell: (row, _, now) => stateOf(row, now) },
  { heading: 'contacts_title', cell: ({ record }) => (record.contacts ?? []).map(contactText).join('; ') },
  {
    heading: 'report_uses',
    group: 'use',
    cell: ({ record }) => (record.uses ?? []).map(({ text }) => text).join('; '),
  },
  { heading: 'note_title', group: 'use', cell: ({ record }) => record.note ?? '' },
  { heading: 'report_link', group: 'use', cell: ({ record }) => record.link ?? '' },
  { heading: 'report_used', group: 'times', isDate: true, cell: ({ record }, dates) => useOf(record, dates) },
  { heading: 'report_copied', group: 'times', isDate: true, cell: ({ record }, dates) => copyOf(record, dates) },
  { heading: 'report_created', group: 'times', isDate: true, cell: ({ record }, dates) => creationOf(record, dates) },
];

export type ReportColumn = TableColumn & Pick<Column, 'group' | 'isDate'>;

/** All columns, always the same ones: a file may be read by a program. */
export function columnsOf({ rows, at }: KeyReport, dates: DateForm): ReportColumn[] {
  return COLUMNS.map(({ heading, isDate, group, cell }) => ({
    heading: isDate ? dates.heading(t(heading)) : t(heading),
    ...(group && { group }),
    ...(isDate && { isDate }),
    cells: rows.map((row) => undisguised(cell(row, dates, at))),
  }));
}

/** The columns that say something to people. The host of all keys stands above the table. */
export function readableColumnsOf(report: KeyReport): ReportColumn[] {
  const site = t('report_host');
  return withoutEmpty(columnsOf(report, IN_WORDS)).filter(({ heading }) => heading !== site || report.hosts.length > 1);
}

/** The columns in their groups; each group is one column of a page. */
export function groupsOf(columns: readonly ReportColumn[]): [ReportColumn, ...ReportColumn[]][] {
  const groups: [ReportColumn, ...ReportColumn[]][] = [];
  for (const column of columns) {
    const before = groups.at(-1);
    if (column.group && before?.[0].group === column.group) before.push(column);
    else groups.push([column]);
  }
  return groups;
}

function contactText({ name, email }: Contact): string {
  return email === undefined ? name : `${name} <${email}>`;
}

/** A creation without a time is known by the beginning of its day. */
function creationOf({ createdAt }: KeyRecord, { day, instant }: DateForm): string {
  if (createdAt === undefined) return '';
  return (createdAt + SINGAPORE_OFFSET) % DAY === 0 ? day(createdAt) : instant(createdAt);
}

function expiryOf({ expiry }: KeyRecord, { day, instant }: DateForm): string {
  if (expiry.kind !== 'dated') return t(`expiry_${expiry.kind}`);
  return isExact(expiry) ? instant(expiry.earliest) : day(expiry.earliest);
}

function copyOf({ copies: [latest] = [] }: KeyRecord, { instant }: DateForm): string {
  return latest === undefined ? '' : instant(latest);
}

function useOf({ lastUsed }: KeyRecord, { day, instant }: DateForm): string {
  if (!lastUsed) return '';
  if (lastUsed.kind === 'never') return t('used_never');
  const [first, last] = [lastUsed.earliest, lastDayOf(lastUsed)];
  if (first === lastUsed.latest) return instant(first);
  return singaporeDay(first) === singaporeDay(last) ? day(first) : t('report_range', day(first), day(last));
}
