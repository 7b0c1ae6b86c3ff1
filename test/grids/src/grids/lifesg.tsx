import { DataTable } from '@lifesg/react-design-system/data-table';
import { DSThemeProvider, LifeSGTheme } from '@lifesg/react-design-system/theme';
import { createRoot } from 'react-dom/client';
import { COLUMNS, keys } from '../keys';

/** A table whose columns are as wide as their texts. */
export function mount(root: HTMLElement, isDark: boolean): void {
  createRoot(root).render(
    <DSThemeProvider theme={{ ...LifeSGTheme, colourMode: isDark ? 'dark' : 'light' }}>
      <DataTable
        headers={[...COLUMNS.map(([fieldKey, label]) => ({ fieldKey, label })), { fieldKey: 'delete', label: '' }]}
        rows={keys().map((key) => ({ ...key, delete: <button>Delete</button> }))}
      />
    </DSThemeProvider>,
  );
}
