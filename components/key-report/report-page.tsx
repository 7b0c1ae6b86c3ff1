import { useEffect } from 'react';
import { MINUTE, singaporeDate } from '../../utils/keys/time';
import { keyReportOf, type KeyReport } from '../../utils/key-report/key-report';
import { settingsOf, type Stored } from '../../utils/storage/documents';
import { t } from '../../utils/words';
import { StoredPage } from '../shared/stored-page';
import type { StoredSource } from '../shared/stored-state';
import { useNow } from '../shared/use-now';
import { groupsOf, readableColumnsOf, type ReportColumn } from './columns';
import { factsOf } from './facts-of';
import { ReportActions } from './report-actions';
import './report-page.css';

/** A table of all keys, as a document to print or to save. */
export function ReportPage({ source }: { source: StoredSource }) {
  return (
    <StoredPage
      source={source}
      className="report"
      title={t('report_title')}
      heading={<h1>{t('report_title')}</h1>}
      render={(stored) => <ReadyReport stored={stored} />}
    />
  );
}

function ReadyReport({ stored }: { stored: Stored }) {
  const now = useNow(() => MINUTE);
  const report = keyReportOf(stored.keys.keys, settingsOf(stored), now);
  const title = t('report_title');
  // Browsers name a saved PDF after it.
  useEffect(() => {
    document.title = `${title} ${singaporeDate(now)}`;
  }, [title, now]);
  return (
    <main className="report">
      <header>
        <h1>{title}</h1>
        <p>{factsOf(report)}</p>
      </header>
      {report.rows.length === 0 ? (
        <p>{t('report_none')}</p>
      ) : (
        <>
          <div className="on-screen">
            <ReportActions stored={stored}>
              <button
                type="button"
                className="main"
                onClick={() => print()}
              >
                {t('report_print')}
              </button>
            </ReportActions>
            <p className="quiet">{t('report_landscape')}</p>
          </div>
          <ReportTable report={report} />
        </>
      )}
      <footer>
        <p className="quiet">{t('report_source')}</p>
      </footer>
    </main>
  );
}

function ReportTable({ report }: { report: KeyReport }) {
  const [ofKey, ...groups] = groupsOf(readableColumnsOf(report));
  return (
    <div
      className="table-frame"
      role="region"
      aria-label={t('report_title')}
      // It scrolls, so the keyboard must reach it.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      <table>
        <thead>
          <tr>
            {[ofKey!, ...groups].map(([{ heading }]) => (
              <th
                key={heading}
                scope="col"
              >
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {report.rows.map(({ record: { id } }, row) => (
            <tr key={id}>
              <th scope="row">
                {ofKey!.map(({ heading, cells }) => (
                  <bdi key={heading}>{cells[row]}</bdi>
                ))}
              </th>
              {groups.map((columns) => (
                <Cell
                  key={columns[0].heading}
                  columns={columns}
                  row={row}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function classOf({ cells, isDate }: ReportColumn): string | undefined {
  if (isDate) return 'date';
  return cells.some((cell) => typeof cell === 'number') ? 'number' : undefined;
}

/** The cell of a group of columns for one key: the first has its heading above the table, the others in the cell. */
function Cell({ columns: [first, ...others], row }: { columns: [ReportColumn, ...ReportColumn[]]; row: number }) {
  return (
    <td className={classOf(first)}>
      <bdi>{first.cells[row]}</bdi>
      {others
        .filter(({ cells }) => cells[row] !== '')
        .map(({ heading, cells }) => (
          <p key={heading}>
            <span className="quiet">{heading}</span>
            <bdi>{cells[row]}</bdi>
          </p>
        ))}
    </td>
  );
}
