import type { KeyRecord } from '../../utils/keys/key';
import type { LeakPolicy } from '../../utils/policy';
import { CONTACT_FORM } from '../../utils/site/api';
import { t } from '../../utils/words';
import { OutsideLink } from '../shared/outside-link';
import { CopyTimes } from './copy-times';

/* Facts of a key that may have leaked, and help with the steps. */

/** Where the key is used, if the user has listed it. */
export function UsePlaces({ record: { uses } }: { record: KeyRecord }) {
  if (!uses) return null;
  return (
    <ul aria-label={t('uses_title')}>
      {[...new Set(uses.map(({ text }) => text))].map((text) => (
        <li key={text}>
          <bdi>{text}</bdi>
        </li>
      ))}
    </ul>
  );
}

/** When the key was copied, as far as that was noted. */
export function NotedCopies({ record: { name, copies } }: { record: KeyRecord }) {
  if (!copies) return <p>{t('leaked_no_copies')}</p>;
  return (
    <>
      <p>{t('leaked_copies')}</p>
      <CopyTimes
        name={name}
        copies={copies}
      />
    </>
  );
}

/** The agency's own rule, if an administrator set one, and where to report the leak. */
export function WhereToReport({ policy }: { policy: LeakPolicy | undefined }) {
  return (
    <>
      {policy && (
        <p>
          <bdi>{policy.text}</bdi>
        </p>
      )}
      {policy?.url === undefined ? (
        <OutsideLink
          url={CONTACT_FORM}
          text={t('contact_form')}
        />
      ) : (
        <OutsideLink
          url={policy.url}
          text={t('locked_leak_link')}
        />
      )}
    </>
  );
}
