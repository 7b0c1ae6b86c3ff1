import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { createRoot } from 'react-dom/client';
import { COLUMNS, keys } from '../keys';

const ROW_HEIGHT = 35;
const KEYS = keys(200);
const COLUMN_WIDTHS = '200px 120px 150px 120px 90px';

/** Only the rows in sight are there, each placed by a transform. */
export function mount(root: HTMLElement): void {
  createRoot(root).render(<VirtualTable />);
}

function VirtualTable() {
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: KEYS.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 5,
  });
  const line = { display: 'grid', gridTemplateColumns: COLUMN_WIDTHS, alignItems: 'center', height: ROW_HEIGHT };
  return (
    <div
      role="table"
      aria-rowcount={KEYS.length + 1}
    >
      <div
        role="row"
        style={line}
      >
        {COLUMNS.map(([field, label]) => (
          <span
            role="columnheader"
            key={field}
          >
            {label}
          </span>
        ))}
        <span role="columnheader" />
      </div>
      <div
        ref={scroller}
        role="rowgroup"
        style={{ height: 300, overflow: 'auto' }}
      >
        <div style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
          {virtualizer.getVirtualItems().map(({ index, start, key }) => (
            <div
              key={key}
              role="row"
              style={{ ...line, position: 'absolute', top: 0, left: 0, transform: `translateY(${start}px)` }}
            >
              {COLUMNS.map(([field]) => (
                <span
                  role="cell"
                  key={field}
                >
                  {KEYS[index]![field]}
                </span>
              ))}
              <span role="cell">
                <button>Delete</button>
              </span>
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}
