import '@cloudscape-design/global-styles/index.css';
import { applyMode, Mode } from '@cloudscape-design/global-styles';
import Button from '@cloudscape-design/components/button';
import Table from '@cloudscape-design/components/table';
import { createRoot } from 'react-dom/client';
import { COLUMNS, keys, type Key } from '../keys';

/** Columns whose widths a person can change, with an ellipsis, and a header that is a copy. */
export function mount(root: HTMLElement, isDark: boolean): void {
  applyMode(isDark ? Mode.Dark : Mode.Light);
  createRoot(root).render(
    <Table<Key>
      resizableColumns
      stickyHeader
      columnDefinitions={[
        ...COLUMNS.map(([field, header]) => ({
          id: field,
          header,
          width: field === 'name' ? 200 : 150,
          cell: (key: Key) => key[field],
        })),
        { id: 'delete', header: '', width: 130, cell: () => <Button variant="inline-link">Delete</Button> },
      ]}
      items={keys()}
    />,
  );
}
