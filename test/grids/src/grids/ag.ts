import { AllCommunityModule, colorSchemeDark, createGrid, ModuleRegistry, themeQuartz } from 'ag-grid-community';
import { COLUMNS, keys } from '../keys';

ModuleRegistry.registerModules([AllCommunityModule]);

/** Rows and cells that are placed by hand, with an ellipsis. */
export function mount(root: HTMLElement, isDark: boolean): void {
  root.style.height = '320px';
  createGrid(root, {
    theme: isDark ? themeQuartz.withPart(colorSchemeDark) : themeQuartz,
    columnDefs: [
      ...COLUMNS.map(([field, headerName]) => ({ field, headerName, width: field === 'name' ? 180 : 130 })),
      { headerName: '', width: 110, cellRenderer: () => '<button>Delete</button>' },
    ],
    rowData: keys(),
  });
}
