import { Td, Text, Tr } from '@chakra-ui/react';
import { BxTrash, IconButton } from '@opengovsg/design-system-react';
import { wideOnly } from '../DataTable';
import { printDateTime } from '../singaporeTime';
import { printExpiration, type ApiKey } from './keyStore';

interface KeyRowProps {
  apiKey: ApiKey;
  isRefreshing: boolean;
  onDelete: () => void;
}

export function KeyRow({ apiKey, isRefreshing, onDelete }: KeyRowProps) {
  const { name, createdAt, lastUsedAt, tail } = apiKey;
  const text = (value: string) => (isRefreshing ? '…' : value);

  return (
    <Tr>
      <Td>
        <Text
          textStyle="subhead-2"
          overflowWrap="anywhere"
        >
          {text(name)}
        </Text>
        {tail && (
          <Text
            textStyle="caption-2"
            color="base.content.medium"
          >
            {text(`••••${tail}`)}
          </Text>
        )}
      </Td>
      <Td sx={wideOnly}>{text(printDateTime(new Date(createdAt)))}</Td>
      <Td>{text(printExpiration(apiKey))}</Td>
      <Td sx={wideOnly}>{text(lastUsedAt ? printDateTime(new Date(lastUsedAt)) : 'Never')}</Td>
      <Td
        textAlign="right"
        py="0.5rem !important"
      >
        <IconButton
          aria-label={`Delete ${name}`}
          icon={<BxTrash fontSize="1.25rem" />}
          variant="clear"
          colorScheme="critical"
          size="sm"
          onClick={onDelete}
        />
      </Td>
    </Tr>
  );
}
