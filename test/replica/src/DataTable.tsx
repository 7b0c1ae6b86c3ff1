import { Box, Table, Tbody, Thead, Tr } from '@chakra-ui/react';
import type { ReactNode } from 'react';

interface DataTableProps {
  label: string;
  head: ReactNode;
  children: ReactNode;
  isLoading?: boolean;
}

/** Columns that only have room on wide screens. */
export const wideOnly = { display: { base: 'none', md: 'table-cell' } };

export function DataTable({ label, head, children, isLoading = false }: DataTableProps) {
  return (
    <Box
      bg="white"
      border="1px solid"
      borderColor="base.divider.medium"
      borderRadius="base"
      overflowX="auto"
    >
      <Table
        aria-label={label}
        aria-busy={isLoading}
        sx={{
          th: {
            textTransform: 'none',
            letterSpacing: 0,
            fontWeight: 500,
            fontSize: '0.875rem',
            color: 'base.content.medium',
            bg: 'slate.50',
          },
          'th, td': { px: { base: '0.75rem', md: '1.5rem' }, py: '0.875rem' },
          td: { fontSize: '0.875rem', lineHeight: '1.25rem' },
          'tbody tr:last-of-type td': { borderBottom: 0 },
        }}
      >
        <Thead>
          <Tr>{head}</Tr>
        </Thead>
        <Tbody>{children}</Tbody>
      </Table>
    </Box>
  );
}
