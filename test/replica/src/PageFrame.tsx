import { Box, Container, Divider, Flex, HStack, Icon, Link as ChakraLink, Text } from '@chakra-ui/react';
import { AvatarMenu, Button, Menu } from '@opengovsg/design-system-react';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'react-router-dom';

const OFFICER = { name: 'Lim Mei Ling', email: 'officer@tech.example.gov.sg' };

export function PageFrame({ children }: { children: ReactNode }) {
  return (
    <Flex
      direction="column"
      minH="100vh"
      bg="base.canvas.alt"
    >
      <Masthead />
      <Navbar />
      <Box
        as="main"
        flex="1"
      >
        {children}
      </Box>
      <Footer />
    </Flex>
  );
}

/** Drawn by hand: the state's emblems are not ours to use. */
function Masthead() {
  return (
    <Box
      bg="slate.100"
      color="base.content.default"
    >
      <Container
        maxW="75rem"
        px={{ base: '1rem', md: '2rem' }}
        py="0.375rem"
      >
        <HStack spacing="0.5rem">
          <Icon
            viewBox="0 0 24 24"
            color="red.500"
            boxSize="1rem"
            aria-hidden
          >
            <path
              fill="currentColor"
              d="M12 2 3 7v2h18V7zM5 11v7h2.5v-7zm5.75 0v7h2.5v-7zm5.75 0v7H19v-7zM3 20v2h18v-2z"
            />
          </Icon>
          <Text textStyle="caption-2">A Singapore Government Agency Website</Text>
        </HStack>
      </Container>
    </Box>
  );
}

function WordMark() {
  return (
    <HStack
      as={Link}
      to="/"
      spacing="0.625rem"
      aria-label="data.gov.sg home"
    >
      <Icon
        viewBox="0 0 24 24"
        color="blue.700"
        boxSize="1.5rem"
        aria-hidden
      >
        <path
          fill="currentColor"
          d="M3 14h4v7H3zm7-6h4v13h-4zm7-5h4v18h-4z"
        />
      </Icon>
      <Text
        textStyle="h5"
        color="slate.800"
      >
        data.gov.sg
      </Text>
    </HStack>
  );
}

function Navbar() {
  const isAdmin = useLocation().pathname.startsWith('/admin');
  return (
    <Box
      as="header"
      bg="white"
      borderBottom="1px solid"
      borderColor="base.divider.medium"
    >
      <Container
        maxW="75rem"
        px={{ base: '1rem', md: '2rem' }}
      >
        <Flex
          h="4.5rem"
          align="center"
          justify="space-between"
        >
          <WordMark />
          {isAdmin ? (
            <HStack spacing="0.75rem">
              <Text
                textStyle="body-2"
                color="base.content.medium"
                display={{ base: 'none', md: 'block' }}
              >
                {OFFICER.email}
              </Text>
              <AvatarMenu
                name={OFFICER.name}
                size="sm"
              >
                <Text
                  textStyle="caption-2"
                  color="base.content.medium"
                  px="1rem"
                  py="0.75rem"
                >
                  Signed in as {OFFICER.email}
                </Text>
                <Menu.Item
                  as={Link}
                  to="/"
                >
                  Sign out
                </Menu.Item>
              </AvatarMenu>
            </HStack>
          ) : (
            <Button
              as={Link}
              to="/admin/datasets"
              variant="outline"
              size="sm"
            >
              Admin log in
            </Button>
          )}
        </Flex>
      </Container>
    </Box>
  );
}

function Footer() {
  return (
    <Box
      as="footer"
      bg="slate.800"
      color="slate.200"
      mt="4rem"
    >
      <Container
        maxW="75rem"
        px={{ base: '1rem', md: '2rem' }}
        py="2.5rem"
      >
        <Text
          textStyle="h6"
          color="white"
        >
          data.gov.sg
        </Text>
        <Text
          textStyle="body-2"
          mt="0.25rem"
        >
          Singapore&rsquo;s open data collection
        </Text>
        <Divider
          my="1.5rem"
          borderColor="slate.600"
        />
        <Flex
          gap="1rem"
          justify="space-between"
          direction={{ base: 'column', md: 'row' }}
          textStyle="caption-2"
        >
          <Text>
            A stand-in for tests and demonstrations. Not data.gov.sg, not affiliated with it; no key here works.
          </Text>
          <ChakraLink
            as="a"
            color="inherit"
            href="https://guide.data.gov.sg"
            rel="noreferrer"
            target="_blank"
          >
            User guide
          </ChakraLink>
        </Flex>
      </Container>
    </Box>
  );
}
