import type { KeyRecord } from '../../utils/keys/key';
import { CONTACT_FORM, STATUS_NAMES, STATUS_PAGE, STATUSES, type Certainty, type Status } from '../../utils/site/api';
import { t, type MessageKey } from '../../utils/words';
import { OutsideLink } from '../shared/outside-link';
import { BackButton } from './back-button';
import { KeyCheck } from './key-check';
import { Part } from './part';
import { knownOfUploads } from './stopped-text';
import { useEscape } from './use-escape';
import './stopped-guide.css';

const STATUS_TEXTS: Record<Status, MessageKey> = {
  200: 'stopped_200',
  400: 'stopped_400',
  401: 'stopped_401',
  403: 'stopped_403',
  404: 'stopped_404',
  429: 'stopped_429',
  '5xx': 'stopped_5xx',
};

interface StoppedGuideProps {
  /** The key that the uploads use, if the user came from its page. */
  record: KeyRecord | undefined;
  records: readonly KeyRecord[];
  /** When (ms) a page last listed keys; absent if none has. */
  readAt: number | undefined;
  now: number;
  onBack: () => void;
}

/** The guide for stopped uploads. It begins with what is known, and asks nothing of the network. */
export function StoppedGuide({ record, records, readAt, now, onBack }: StoppedGuideProps) {
  useEscape(onBack);
  return (
    <main className="popup key-page">
      <header>
        <BackButton
          text={record?.name ?? t('key_back')}
          onBack={onBack}
        />
        <h1>{t('stopped_title')}</h1>
        <ul className="statements">
          {knownOfUploads({ record, records, readAt }, now).map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      </header>
      <Part title={t('stopped_check')}>
        <KeyCheck />
      </Part>
      <Statuses />
      <ReadKeys />
      <Outages />
    </main>
  );
}

/** What each status can mean for a write key. */
function Statuses() {
  return (
    <Part title={t('stopped_statuses')}>
      <dl className="statuses">
        {STATUS_NAMES.map((status) => (
          <div key={status}>
            <dt>{status}</dt>
            <dd>
              <Statement
                text={t(STATUS_TEXTS[status])}
                certainty={STATUSES[status]}
              />
            </dd>
          </div>
        ))}
      </dl>
      <p>
        <Statement
          text={t('stopped_expired_write')}
          certainty="unknown"
        />
      </p>
    </Part>
  );
}

function ReadKeys() {
  return (
    <Part title={t('stopped_read_keys')}>
      <p>
        <Statement
          text={t('stopped_read_key')}
          certainty="told"
        />
      </p>
      <p>{t('stopped_read_check')}</p>
    </Part>
  );
}

function Outages() {
  return (
    <Part title={t('stopped_site')}>
      <p>
        <Statement
          text={t('stopped_outage')}
          certainty="told"
        />
      </p>
      <OutsideLink
        url={STATUS_PAGE}
        text={t('stopped_status_page')}
      />
      <OutsideLink
        url={CONTACT_FORM}
        text={t('contact_form')}
      />
    </Part>
  );
}

/** A statement about the site, with how sure it is. */
function Statement({ text, certainty }: { text: string; certainty: Certainty }) {
  return (
    <>
      {text} <span className="certainty">{t(`certainty_${certainty}`)}</span>
    </>
  );
}
