import { useEffect, useState } from 'react';
import { readRaw, watchStored } from '../../utils/storage/store';
import { instantText, language, words, type Word } from '../../utils/words';
import './raw-storage.css';

/** How many lines of a document are shown at first, and how many more with each wish for more. */
const LINES = 500;

/** From here on (ms, in the year 2001) a whole number is taken for an instant: none of our other numbers is near. */
const FIRST_INSTANT = 1e12;

/** What is kept only until the browser is closed, under a name that is none of a document. */
const SESSION = 'session:';

const TITLES: Record<string, Word> = {
  keys: 'stored_keys',
  settings: 'stored_settings',
  quarantine: 'stored_quarantine',
  policy: 'stored_policy',
  [SESSION]: 'stored_session',
};

/** The part of the options page that shows what is stored: not what is made of it, but what is there. */
export function RawStorage() {
  const documents = useRawDocuments();
  return (
    <section>
      <h2>{words('stored_title')}</h2>
      <p className="quiet">{words('stored_text')}</p>
      {documents?.map(([name, content]) => (
        <RawView
          key={name}
          title={TITLES[name] ? words(TITLES[name]) : name}
          content={content}
        />
      ))}
      {documents?.length === 0 && <p>{words('stored_none')}</p>}
      {documents === null && <p className="problem">{words('stored_failed')}</p>}
    </section>
  );
}

/** What storage holds now, by its names: `undefined` until it is read, `null` where it cannot be. */
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

/** One document, to be opened. It is drawn in parts, since thousands of keys have a hundred thousand lines. */
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
          // To be scrolled by keyboard, it has to take the focus.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
          role="region"
          aria-label={words('stored_region', title)}
          dir="ltr"
        >
          {lines.slice(0, limit).map((line, index) => (
            <Line
              // A line is what stands in its place.
              // oxlint-disable-next-line react/no-array-index-key
              key={index}
              text={line}
            />
          ))}
        </pre>
      )}
      {lines.length > limit && (
        <p className="more">
          {words('stored_lines', count(limit), count(lines.length))}
          <button
            type="button"
            className="link"
            onClick={() => setLimit(limit + LINES)}
          >
            {words('stored_more')}
          </button>
        </p>
      )}
    </details>
  );
}

/** A line of a document and, where it holds an instant, which one that is. */
function Line({ text }: { text: string }) {
  const at = Number(/^ *(?:"(?:[^"\\]|\\.)*": )?(\d{13,15}),?$/.exec(text)?.[1]);
  return (
    <span className="line">
      {text}
      {isInstant(at) && <span className="meaning">{instantText(at)}</span>}
    </span>
  );
}

function isInstant(value: number): boolean {
  return value >= FIRST_INSTANT && !Number.isNaN(new Date(value).getTime());
}

function count(value: number): string {
  return new Intl.NumberFormat(language()).format(value);
}

/** How much room a text takes, as "3.2 kB". */
function sizeText(text: string): string {
  const kilobytes = new Intl.NumberFormat(language(), { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 1 });
  return kilobytes.format(new Blob([text]).size / 1000);
}
