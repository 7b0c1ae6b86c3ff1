import '@govtechsg/sgds-web-component/themes/day.css';
import '@govtechsg/sgds-web-component/themes/night.css';
import '@govtechsg/sgds-web-component/components/Table/index.js';
import { COLUMNS, keys } from '../keys';

/** Rows and cells that are elements with shadow roots and slots. */
export function mount(root: HTMLElement, isDark: boolean): void {
  document.documentElement.classList.toggle('sgds-night-theme', isDark);
  const header = COLUMNS.map(([, label]) => `<sgds-table-head>${label}</sgds-table-head>`).join('');
  const rows = keys().map(
    (key) =>
      `<sgds-table-row>${COLUMNS.map(([field]) => `<sgds-table-cell>${key[field]}</sgds-table-cell>`).join('')}` +
      '<sgds-table-cell><button>Delete</button></sgds-table-cell></sgds-table-row>',
  );
  root.innerHTML = `<sgds-table><sgds-table-row>${header}<sgds-table-head></sgds-table-head></sgds-table-row>${rows.join('')}</sgds-table>`;
}
