import { Flex, Input, Link as ChakraLink, Skeleton, Td, Text, Th, Tr, useDisclosure } from '@chakra-ui/react';
import { BxPlus, BxsChevronDown, BxsChevronUp, Button } from '@opengovsg/design-system-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { DataTable, wideOnly } from '../DataTable';
import { CreateKeyDialogs } from './CreateKeyDialogs';
import { DeleteKeyDialog } from './DeleteKeyDialog';
import { KeyRow } from './KeyRow';
import { api, expiryOrder, getKeyList, recyclesRows, subscribeToKeys, type ApiKey } from './keyStore';

const GUIDE = 'https://guide.data.gov.sg/user-guide/for-data-owners/how-to-generate-api-keys';

type SortColumn = 'created' | 'name' | 'expiration';

const COMPARE: Record<SortColumn, (a: ApiKey, b: ApiKey) => number> = {
  created: (a, b) => b.createdAt.localeCompare(a.createdAt),
  name: (a, b) => a.name.localeCompare(b.name),
  expiration: (a, b) => (expiryOrder(a) < expiryOrder(b) ? -1 : 1),
};

export function ApiKeysTab() {
  const { keys, generation, refreshing } = useSyncExternalStore(subscribeToKeys, getKeyList);
  const isLoaded = useKeysLoaded();
  const [search, setSearch] = useState('');
  const [sortedBy, setSortedBy] = useState<SortColumn>('created');
  const [keyToDelete, setKeyToDelete] = useState<ApiKey | null>(null);
  const createDialog = useDisclosure();

  const shown = keys
    .filter(({ name }) => name.toLowerCase().includes(search.trim().toLowerCase()))
    .sort(COMPARE[sortedBy]);
  const sortBy = (column: SortColumn) => setSortedBy(column === sortedBy ? 'created' : column);

  return (
    <>
      <Flex
        justify="space-between"
        align={{ md: 'flex-start' }}
        gap="1rem"
        direction={{ base: 'column', md: 'row' }}
        mb="1.5rem"
      >
        <div>
          <Text
            as="h2"
            textStyle="h4"
          >
            API Keys
          </Text>
          <Text
            textStyle="body-2"
            color="base.content.medium"
            mt="0.5rem"
            maxW="38rem"
          >
            Use an API key to update your datasets from your own systems. A key can do all that your account can.{' '}
            <ChakraLink
              href={GUIDE}
              target="_blank"
              rel="noreferrer"
            >
              How to generate API keys
            </ChakraLink>
          </Text>
        </div>
        <Button
          leftIcon={<BxPlus fontSize="1.25rem" />}
          onClick={createDialog.onOpen}
          flexShrink={0}
        >
          Create API key
        </Button>
      </Flex>

      <Flex
        justify="space-between"
        align="center"
        gap="1rem"
        mb="1rem"
      >
        <Input
          type="search"
          aria-label="Search API keys"
          placeholder="Search by name"
          bg="white"
          maxW="20rem"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <Text
          textStyle="body-2"
          color="base.content.medium"
          aria-live="polite"
          whiteSpace="nowrap"
        >
          {isLoaded && (search ? `${shown.length} of ${keys.length} API keys` : `${keys.length} API keys`)}
        </Text>
      </Flex>

      <DataTable
        label="API keys"
        isLoading={!isLoaded}
        head={
          <>
            <SortableHeader
              label="Key Name"
              isSorted={sortedBy === 'name'}
              onSort={() => sortBy('name')}
            />
            <Th sx={wideOnly}>Created</Th>
            <SortableHeader
              label="Expiration"
              isSorted={sortedBy === 'expiration'}
              onSort={() => sortBy('expiration')}
            />
            <Th sx={wideOnly}>Last used</Th>
            <Th aria-label="Actions" />
          </>
        }
      >
        {!isLoaded && Array.from({ length: 6 }, (_, index) => <LoadingRow key={index} />)}
        {isLoaded &&
          shown.map((key, index) => (
            <KeyRow
              key={recyclesRows ? index : `${generation}/${key.id}`}
              apiKey={key}
              isRefreshing={refreshing}
              onDelete={() => setKeyToDelete(key)}
            />
          ))}
        {isLoaded && shown.length === 0 && (
          <Tr>
            <Td
              colSpan={5}
              py="3rem !important"
              textAlign="center"
              color="base.content.medium"
            >
              {keys.length === 0 ? 'You have no API keys yet.' : `No API key matches “${search}”.`}
            </Td>
          </Tr>
        )}
      </DataTable>

      <CreateKeyDialogs
        isOpen={createDialog.isOpen}
        onClose={createDialog.onClose}
      />
      <DeleteKeyDialog
        apiKey={keyToDelete}
        onClose={() => setKeyToDelete(null)}
      />
    </>
  );
}

/** True once the fake API has answered; asked again whenever the tab is opened. */
function useKeysLoaded(): boolean {
  const [isLoaded, setIsLoaded] = useState(false);
  useEffect(() => {
    let isOpen = true;
    void api.loadKeys().then(() => isOpen && setIsLoaded(true));
    return () => {
      isOpen = false;
    };
  }, []);
  return isLoaded;
}

function SortableHeader({ label, isSorted, onSort }: { label: string; isSorted: boolean; onSort: () => void }) {
  return (
    <Th aria-sort={isSorted ? 'ascending' : 'none'}>
      <Flex
        as="button"
        type="button"
        align="center"
        gap="0.25rem"
        fontWeight="inherit"
        onClick={onSort}
      >
        {label}
        {isSorted ? (
          <BxsChevronUp aria-hidden />
        ) : (
          <BxsChevronDown
            aria-hidden
            opacity={0.4}
          />
        )}
      </Flex>
    </Th>
  );
}

function LoadingRow() {
  const bar = (
    <Skeleton
      h="1.25rem"
      maxW="10rem"
    />
  );
  return (
    <Tr aria-hidden>
      <Td>{bar}</Td>
      <Td sx={wideOnly}>{bar}</Td>
      <Td>{bar}</Td>
      <Td sx={wideOnly}>{bar}</Td>
      <Td />
    </Tr>
  );
}
