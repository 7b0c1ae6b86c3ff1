import Button from 'antd/es/button';
import ConfigProvider from 'antd/es/config-provider';
import Table from 'antd/es/table';
import theme from 'antd/es/theme';
import { createRoot } from 'react-dom/client';
import { COLUMNS, keys, type Key } from '../keys';

/** Columns that stay while the others scroll under them, and texts with an ellipsis. */
export function mount(root: HTMLElement, isDark: boolean): void {
  const columns = [
    ...COLUMNS.map(([field, title]) => ({
      dataIndex: field,
      title,
      width: field === 'name' ? 200 : 130,
      ellipsis: true,
      ...(field === 'name' && { fixed: 'left' as const }),
    })),
    {
      title: '',
      key: 'delete',
      width: 110,
      fixed: 'right' as const,
      render: () => <Button size="small">Delete</Button>,
    },
  ];
  createRoot(root).render(
    <ConfigProvider theme={{ algorithm: isDark ? theme.darkAlgorithm : theme.defaultAlgorithm }}>
      <Table<Key>
        rowKey="id"
        columns={columns}
        dataSource={keys()}
        pagination={false}
        scroll={{ x: 900 }}
      />
    </ConfigProvider>,
  );
}
