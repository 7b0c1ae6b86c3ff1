import { useEffect, useState } from 'react';
import { readRaw, watchStored } from '../../utils/storage/store';
import { instantText, language, t, type MessageKey } from '../../utils/words';
import './raw-storage.css';

/** So many lines of a document are shown at first, and so many more with each press. Chosen, not measured. */
const LINES = 500;

/** From here on (ms, in the year 2001) a whole number is an instant: none of our other numbers is that large. */
const FIRST_INSTANT = 1e12;

/** The title of the entry that is kept only until the browser is closed. No document has such a name. */
const SESSION = 'session:';

const TITLES: Record<string, MessageKey> = {
  keys: 'stored_keys',
  settings: 'stored_settings',
  quarantine: 'stored_quarantine',
  policy: 'stored_policy',
  [SESSION]: 'stored_session',
};

/** The part of the options page that shows storage as it is, before anything is migrated or repaired. */
export function RawStorage() {
  const documents = useRawDocuments();
  return (
    <section>
      <h2>{t('stored_title')}</h2>
      <p className="quiet">{t('stored_text')}</p>
      {documents?.map(([name, content]) => (
        <RawView
          key={name}
          title={TITLES[name] ? t(TITLES[name]) : name}
          content={content}
        />
      ))}
      {documents?.length === 0 && <p>{t('stored_none')}</p>}
      {documents === null && <p className="problem">{t('stored_failed')}</p>}
    </section>
  );
}

/** The entries of storage: `undefined` until they are read, `null` if they cannot be. */
function useRawDocuments(): [name: string, content: unknown][] | null | undefined {
  const [documents, setDocuments] = useState<[string, unknown][] | null>();
  useEffect(() => {
    const end = new AbortController();
    const read = (): void => {
      readRaw()
        .then(
          ({ local, session }) =>
            Object.entries({ ...local, ...(Object.keys(session).length > 0 && { [SESSION]: session }) }),
          () => null,
        )
        .then((found) => end.signal.aborted || setDocuments(found));
    };
    watchStored(read, end.signal);
    read();
    return () => end.abort();
  }, []);
  return documents;
}

/** One document, which the user can open. It is rendered in parts: thousands of keys have a hundred thousand lines. */
function RawView({ title, content }: { title: string; content: unknown }) {
  const [isOpen, setIsOpen] = useState(false);
  const [limit, setLimit] = useState(LINES);
  const lines = isOpen ? JSON.stringify(content, undefined, 2).split('\n') : [];
  return (
    <details
      className="stored"
      onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}
    >
      <summary>
        <bdi>{title}</bdi> <span className="quiet">{sizeText(JSON.stringify(content))}</span>
      </summary>
      {isOpen && (
        <pre
          // Only what can have the focus can be scrolled by keyboard.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
          role="region"
          aria-label={t('stored_region', title)}
          dir="ltr"
        >
          {lines.slice(0, limit).map((line, index) => (
            <Line
              // A line has no identity but its place.
              // oxlint-disable-next-line react/no-array-index-key
              key={index}
              text={line}
            />
          ))}
        </pre>
      )}
      {lines.length > limit && (
        <p className="more">
          {t('stored_lines', count(limit), count(lines.length))}
          <button
            type="button"
            className="link"
            onClick={() => setLimit(limit + LINES)}
          >
            {t('stored_more')}
          </button>
        </p>
      )}
    </details>
  );
}

/** A line of a document. If it holds an instant, its date and time follow. */
function Line({ text }: { text: string }) {
  const instant = Number(/^ *(?:"(?:[^"\\]|\\.)*": )?(\d{13,15}),?$/.exec(text)?.[1]);
  return (
    <span className="line">
      {text}
      {isInstant(instant) && <span className="meaning">{instantText(instant)}</span>}
    </span>
  );
}

function isInstant(value: number): boolean {
  return value >= FIRST_INSTANT && !Number.isNaN(new Date(value).getTime());
}

function count(value: number): string {
  return new Intl.NumberFormat(language()).format(value);
}

/** The size of a text: "3.2 kB", and never nothing for something. */
function sizeText(text: string): string {
  const kilobytes = new Intl.NumberFormat(language(), { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 1 });
  return kilobytes.format(Math.max(0.1, new Blob([text]).size / 1000));
}
