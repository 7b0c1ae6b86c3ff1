import {
  ButtonGroup,
  Modal,
  ModalBody,
  ModalContent,
  ModalFooter,
  ModalHeader,
  ModalOverlay,
  Text,
} from '@chakra-ui/react';
import { Button, ModalCloseButton, useToast } from '@opengovsg/design-system-react';
import { useState } from 'react';
import { api, type ApiKey } from './keyStore';

/** Open while there is a key to delete. */
export function DeleteKeyDialog({ apiKey, onClose }: { apiKey: ApiKey | null; onClose: () => void }) {
  const [isDeleting, setIsDeleting] = useState(false);
  const toast = useToast();

  async function deleteKey(key: ApiKey) {
    setIsDeleting(true);
    await api.deleteKey(key.id);
    setIsDeleting(false);
    onClose();
    toast({ description: 'Deleted the API key.' });
  }

  return (
    <Modal
      isOpen={apiKey !== null}
      onClose={onClose}
    >
      <ModalOverlay />
      <ModalContent mx="1rem">
        <ModalCloseButton />
        <ModalHeader pr="5rem">Delete your API key</ModalHeader>
        <ModalBody>
          <Text>
            Systems that use <b>{apiKey?.name}</b> will no longer be able to update your datasets. This cannot be
            undone.
          </Text>
        </ModalBody>
        <ModalFooter>
          <ButtonGroup>
            <Button
              variant="clear"
              colorScheme="neutral"
              onClick={onClose}
            >
              Cancel
            </Button>
            <Button
              colorScheme="critical"
              isLoading={isDeleting}
              onClick={() => apiKey && deleteKey(apiKey)}
            >
              Delete API key
            </Button>
          </ButtonGroup>
        </ModalFooter>
      </ModalContent>
    </Modal>
  );
}
