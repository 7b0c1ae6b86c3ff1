import { Td, Text, Th, Tr } from '@chakra-ui/react';
import { DataTable, wideOnly } from '../DataTable';

const MEMBERS = [
  { name: 'Lim Mei Ling', email: 'officer@tech.example.gov.sg', role: 'Admin' },
  { name: 'Rajan Pillai', email: 'rajan@tech.example.gov.sg', role: 'Editor' },
  { name: 'Nur Aisyah', email: 'aisyah@tech.example.gov.sg', role: 'Editor' },
];

export function MembersTab() {
  return (
    <>
      <Text
        as="h2"
        textStyle="h4"
        mb="1.5rem"
      >
        Members
      </Text>
      <DataTable
        label="Members"
        head={
          <>
            <Th>Name</Th>
            <Th sx={wideOnly}>E-mail</Th>
            <Th>Role</Th>
          </>
        }
      >
        {MEMBERS.map(({ name, email, role }) => (
          <Tr key={email}>
            <Td>{name}</Td>
            <Td sx={wideOnly}>{email}</Td>
            <Td>{role}</Td>
          </Tr>
        ))}
      </DataTable>
    </>
  );
}
