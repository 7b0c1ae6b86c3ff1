import Button from '@mui/material/Button';
import { createTheme, ThemeProvider } from '@mui/material/styles';
import { DataGrid } from '@mui/x-data-grid/DataGrid';
import { createRoot } from 'react-dom/client';
import { COLUMNS, keys } from '../keys';

/** Rows of one height, cells with an ellipsis, column widths of its own. */
export function mount(root: HTMLElement, isDark: boolean): void {
  const columns = [
    ...COLUMNS.map(([field, headerName]) => ({ field, headerName, width: field === 'name' ? 180 : 130 })),
    {
      field: 'id',
      headerName: '',
      sortable: false,
      width: 110,
      renderCell: () => <Button size="small">Delete</Button>,
    },
  ];
  createRoot(root).render(
    <ThemeProvider theme={createTheme({ palette: { mode: isDark ? 'dark' : 'light' } })}>
      <DataGrid
        rows={keys()}
        columns={columns}
        hideFooter
      />
    </ThemeProvider>,
  );
}
