import { Container, Link as ChakraLink, Text } from '@chakra-ui/react';
import { Link, Navigate, useParams } from 'react-router-dom';
import { DATASETS } from '../catalogue';
import { useTitle } from '../useTitle';

export function DatasetPage() {
  const { slug } = useParams();
  const dataset = DATASETS.find((each) => each.slug === slug);
  useTitle(`${dataset?.name ?? 'Datasets'} | data.gov.sg`);
  if (!dataset)
    return (
      <Navigate
        to="/"
        replace
      />
    );

  return (
    <Container
      maxW="75rem"
      px={{ base: '1rem', md: '2rem' }}
      pt="2rem"
    >
      <ChakraLink
        as={Link}
        to="/"
      >
        All datasets
      </ChakraLink>
      <Text
        as="h1"
        textStyle="h3"
        mt="1rem"
        mb="0.5rem"
      >
        {dataset.name}
      </Text>
      <Text color="base.content.medium">
        {dataset.agency} · {dataset.licence} · Updated {dataset.updated}
      </Text>
      <Text mt="1.5rem">{dataset.summary}</Text>
    </Container>
  );
}
