import { SITE_NAME } from '../../utils/site/address';
import type { KeysDocument } from '../../utils/storage/documents';

/** A page that the user has taught. */
export type Taught = NonNullable<KeysDocument['recipes']>[number];

/** "data.gov.sg/admin/api-keys" */
export function pageName({ host, address }: Pick<Taught, 'host' | 'address'>): string {
  return (host ?? SITE_NAME) + address;
}
