import { Link as ChakraLink, Td, Text, Th, Tr } from '@chakra-ui/react';
import { Badge } from '@opengovsg/design-system-react';
import { Link } from 'react-router-dom';
import { DATASETS } from '../catalogue';
import { DataTable, wideOnly } from '../DataTable';

const STATUS_COLOUR = { Published: 'success', Draft: 'warning', Archived: 'neutral' };

export function DatasetsTab() {
  return (
    <>
      <Text
        as="h2"
        textStyle="h4"
        mb="1.5rem"
      >
        Your agency&rsquo;s datasets
      </Text>
      <DataTable
        label="Datasets"
        head={
          <>
            <Th>Dataset name</Th>
            <Th sx={wideOnly}>Agency</Th>
            <Th sx={wideOnly}>Licence</Th>
            <Th>Last updated</Th>
            <Th>Status</Th>
          </>
        }
      >
        {DATASETS.map(({ slug, name, agency, licence, updated, status }) => (
          <Tr key={slug}>
            <Td>
              <ChakraLink
                as={Link}
                to={`/datasets/${slug}`}
              >
                {name}
              </ChakraLink>
            </Td>
            <Td sx={wideOnly}>{agency}</Td>
            <Td sx={wideOnly}>{licence}</Td>
            <Td>{updated}</Td>
            <Td>
              <Badge
                variant="subtle"
                colorScheme={STATUS_COLOUR[status]}
              >
                {status}
              </Badge>
            </Td>
          </Tr>
        ))}
      </DataTable>
    </>
  );
}
