import { inDays, printDate } from './singaporeTime';

export interface Dataset {
  slug: string;
  name: string;
  agency: string;
  summary: string;
  licence: string;
  updated: string;
  status: 'Published' | 'Draft' | 'Archived';
}

const OPEN_DATA = 'Open Data Licence';
const updated = (daysAgo: number) => printDate(inDays(Date.now(), -daysAgo, 9, 0));

export const DATASETS: readonly Dataset[] = [
  {
    slug: 'rainfall',
    name: 'Rainfall across Singapore',
    agency: 'NEA',
    summary: 'Five-minute readings from every weather station.',
    licence: OPEN_DATA,
    updated: updated(0),
    status: 'Published',
  },
  {
    slug: 'bus-arrivals',
    name: 'Bus arrivals by stop',
    agency: 'LTA',
    summary: 'Estimated and observed arrivals, nightly.',
    licence: OPEN_DATA,
    updated: updated(1),
    status: 'Published',
  },
  {
    slug: 'notices',
    name: 'Government Gazette notices',
    agency: 'MDDI',
    summary: 'Notices by type and date of publication.',
    licence: OPEN_DATA,
    updated: updated(3),
    status: 'Published',
  },
  {
    slug: 'weekly-infectious-diseases',
    name: 'Weekly infectious disease bulletin',
    agency: 'MOH',
    summary: 'Cases of notifiable diseases by epidemiological week.',
    licence: OPEN_DATA,
    updated: updated(8),
    status: 'Published',
  },
  {
    slug: 'tenders',
    name: 'Awarded government tenders',
    agency: 'MOF',
    summary: 'Tenders awarded through GeBIZ, by agency and supplier.',
    licence: OPEN_DATA,
    updated: updated(12),
    status: 'Published',
  },
  {
    slug: 'census-2026',
    name: 'Census of Population 2026, first tables',
    agency: 'DOS',
    summary: 'Residents by planning area, age group and sex.',
    licence: 'Restricted until release',
    updated: updated(20),
    status: 'Draft',
  },
  {
    slug: 'carparks-2019',
    name: 'Carpark availability 2019',
    agency: 'HDB',
    summary: 'Lots available per carpark; replaced by the live feed.',
    licence: OPEN_DATA,
    updated: '31 Dec 2019',
    status: 'Archived',
  },
];
