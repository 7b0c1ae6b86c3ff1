import { Box, Container, Tab, TabList, TabPanel, TabPanels, Text } from '@chakra-ui/react';
import { Tabs } from '@opengovsg/design-system-react';
import { useLocation, useNavigate } from 'react-router-dom';
import { ApiKeysTab } from '../api-keys/ApiKeysTab';
import { useTitle } from '../useTitle';
import { DatasetsTab } from './DatasetsTab';
import { MembersTab } from './MembersTab';

export const ADMIN_TABS = [
  { path: '/admin/datasets', label: 'Datasets', Panel: DatasetsTab },
  { path: '/admin/api-keys', label: 'API Keys', Panel: ApiKeysTab },
  { path: '/admin/members', label: 'Members', Panel: MembersTab },
];

export function AdminDashboard() {
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const open = Math.max(
    0,
    ADMIN_TABS.findIndex(({ path }) => path === pathname),
  );
  useTitle(`${ADMIN_TABS[open]?.label} | data.gov.sg`);

  return (
    <Tabs
      index={open}
      onChange={(index) => navigate(ADMIN_TABS[index]?.path ?? '/')}
      isLazy
      isManual
    >
      <Box
        bg="white"
        borderBottom="1px solid"
        borderColor="base.divider.medium"
      >
        <Container
          maxW="75rem"
          px={{ base: '1rem', md: '2rem' }}
          pt="2rem"
        >
          <Text
            as="h1"
            textStyle="h3"
            mb="1.5rem"
          >
            Admin dashboard
          </Text>
          <TabList>
            {ADMIN_TABS.map(({ path, label }) => (
              <Tab key={path}>{label}</Tab>
            ))}
          </TabList>
        </Container>
      </Box>
      <Container
        maxW="75rem"
        px={{ base: '1rem', md: '2rem' }}
        pt="2rem"
      >
        <TabPanels>
          {ADMIN_TABS.map(({ path, Panel }) => (
            <TabPanel key={path}>
              <Panel />
            </TabPanel>
          ))}
        </TabPanels>
      </Container>
    </Tabs>
  );
}
