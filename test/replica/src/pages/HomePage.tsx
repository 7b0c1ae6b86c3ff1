import { Box, Container, LinkBox, LinkOverlay, SimpleGrid, Text } from '@chakra-ui/react';
import { Searchbar } from '@opengovsg/design-system-react';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { DATASETS } from '../catalogue';
import { useTitle } from '../useTitle';

export function HomePage() {
  useTitle('data.gov.sg | Singapore’s open data');
  const [search, setSearch] = useState('');
  const found = DATASETS.filter(
    ({ name, status }) => status === 'Published' && name.toLowerCase().includes(search.toLowerCase()),
  );

  return (
    <>
      <Box
        bg="blue.700"
        color="white"
      >
        <Container
          maxW="75rem"
          px={{ base: '1rem', md: '2rem' }}
          py={{ base: '3rem', md: '4rem' }}
        >
          <Text
            as="h1"
            textStyle={{ base: 'h2', md: 'h1' }}
          >
            Singapore&rsquo;s open data
          </Text>
          <Text
            textStyle="body-1"
            mt="0.75rem"
            mb="2rem"
          >
            Datasets from government agencies, free to use.
          </Text>
          <Box
            maxW="40rem"
            bg="white"
            borderRadius="base"
            color="base.content.default"
          >
            <Searchbar
              isExpanded
              showClearButton={false}
              aria-label="Search datasets"
              placeholder="Search datasets"
              value={search}
              onChange={(event) => setSearch(event.target.value)}
            />
          </Box>
        </Container>
      </Box>
      <Container
        maxW="75rem"
        px={{ base: '1rem', md: '2rem' }}
        pt="2.5rem"
      >
        <Text
          as="h2"
          textStyle="h4"
          mb="1.5rem"
        >
          Popular datasets
        </Text>
        <SimpleGrid
          columns={{ base: 1, sm: 2, lg: 3 }}
          spacing="1.5rem"
        >
          {found.map(({ slug, name, agency, summary, updated }) => (
            <LinkBox
              key={slug}
              as="article"
              bg="white"
              p="1.5rem"
              borderRadius="base"
              border="1px solid"
              borderColor="base.divider.medium"
              _hover={{ borderColor: 'blue.500' }}
            >
              <Text
                textStyle="caption-1"
                color="base.content.medium"
              >
                {agency}
              </Text>
              <Text
                as="h3"
                textStyle="h6"
                my="0.5rem"
              >
                <LinkOverlay
                  as={Link}
                  to={`/datasets/${slug}`}
                >
                  {name}
                </LinkOverlay>
              </Text>
              <Text
                textStyle="body-2"
                color="base.content.medium"
              >
                {summary}
              </Text>
              <Text
                textStyle="caption-2"
                color="base.content.medium"
                mt="1rem"
              >
                Updated {updated}
              </Text>
            </LinkBox>
          ))}
        </SimpleGrid>
        {found.length === 0 && <Text color="base.content.medium">No dataset matches “{search}”.</Text>}
      </Container>
    </>
  );
}
