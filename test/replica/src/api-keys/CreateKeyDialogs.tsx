import {
  ButtonGroup,
  FormControl,
  Modal,
  ModalBody,
  ModalContent,
  ModalFooter,
  ModalHeader,
  ModalOverlay,
  Stack,
  Text,
} from '@chakra-ui/react';
import { Button, FormLabel, Infobox, Input, ModalCloseButton, SingleSelect } from '@opengovsg/design-system-react';
import { useState, type FormEvent } from 'react';
import { api, EXPIRATION_OPTIONS } from './keyStore';

interface DialogProps {
  isOpen: boolean;
  onClose: () => void;
}

/** The form, then the one time that the secret is shown. The secret lives in this component's state alone. */
export function CreateKeyDialogs({ isOpen, onClose }: DialogProps) {
  const [created, setCreated] = useState<{ name: string; secret: string } | null>(null);

  return (
    <>
      <Modal
        isOpen={isOpen}
        onClose={onClose}
        closeOnOverlayClick={false}
      >
        <ModalOverlay />
        <ModalContent mx="1rem">
          <ModalCloseButton />
          <ModalHeader pr="5rem">Create API key</ModalHeader>
          <CreateKeyForm
            onCancel={onClose}
            onCreated={(name, secret) => {
              onClose();
              setCreated({ name, secret });
            }}
          />
        </ModalContent>
      </Modal>

      <Modal
        isOpen={created !== null}
        onClose={() => setCreated(null)}
        closeOnOverlayClick={false}
        closeOnEsc={false}
      >
        <ModalOverlay />
        <ModalContent mx="1rem">
          <ModalHeader>API key created</ModalHeader>
          {created && (
            <SecretShownOnce
              {...created}
              onDone={() => setCreated(null)}
            />
          )}
        </ModalContent>
      </Modal>
    </>
  );
}

function CreateKeyForm({
  onCancel,
  onCreated,
}: {
  onCancel: () => void;
  onCreated: (name: string, secret: string) => void;
}) {
  const [name, setName] = useState('');
  const [expiration, setExpiration] = useState('');
  const [isCreating, setIsCreating] = useState(false);

  async function createKey(event: FormEvent) {
    event.preventDefault();
    setIsCreating(true);
    onCreated(name.trim(), await api.createKey(name.trim(), expiration));
  }

  return (
    <form
      onSubmit={createKey}
      noValidate
    >
      <ModalBody>
        <Stack spacing="1.5rem">
          <FormControl isRequired>
            <FormLabel description="So that you can tell your keys apart.">Key Name</FormLabel>
            <Input
              autoComplete="off"
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          </FormControl>
          <FormControl isRequired>
            <FormLabel>Expiration</FormLabel>
            <SingleSelect
              name="expiration"
              items={[...EXPIRATION_OPTIONS]}
              value={expiration}
              onChange={setExpiration}
              isClearable={false}
              fixedItemHeight={48}
            />
          </FormControl>
        </Stack>
      </ModalBody>
      <ModalFooter>
        <ButtonGroup>
          <Button
            variant="clear"
            colorScheme="neutral"
            onClick={onCancel}
          >
            Cancel
          </Button>
          <Button
            type="submit"
            isDisabled={!name.trim() || !expiration}
            isLoading={isCreating}
          >
            Create key
          </Button>
        </ButtonGroup>
      </ModalFooter>
    </form>
  );
}

function SecretShownOnce({ name, secret, onDone }: { name: string; secret: string; onDone: () => void }) {
  const [isCopied, setIsCopied] = useState(false);

  return (
    <>
      <ModalBody>
        <Infobox
          variant="warning"
          mb="1.5rem"
        >
          Copy your API key now, you will not be able to see it again
        </Infobox>
        <FormControl isRequired>
          <FormLabel>{name}</FormLabel>
          <Stack
            direction="row"
            spacing="0.5rem"
          >
            <Input
              aria-label="API key"
              isReadOnly
              value={secret}
              fontFamily="monospace"
              onFocus={(event) => event.target.select()}
            />
            <Button
              variant="outline"
              minW="6rem"
              onClick={() => void navigator.clipboard.writeText(secret).then(() => setIsCopied(true))}
            >
              {isCopied ? 'Copied' : 'Copy'}
            </Button>
          </Stack>
        </FormControl>
        <Text
          textStyle="body-2"
          color="base.content.medium"
          mt="1rem"
        >
          Keep it where your other secrets are kept. Do not share it.
        </Text>
      </ModalBody>
      <ModalFooter>
        <Button onClick={onDone}>Done</Button>
      </ModalFooter>
    </>
  );
}
