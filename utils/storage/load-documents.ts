import { policyIn } from '../policy';
import {
  INITIAL,
  POLICY,
  VERSIONS,
  type DocumentName,
  type Documents,
  type ReadOnlyReason,
  type SetAside,
  type Stored,
} from './documents';
import { isObject, migrate } from './migrate';
import { REPAIRS, type DiscardedPart } from './repair';

/**
 * Once the quarantine holds more than this (characters of JSON), nothing more is set aside: a document that needs it
 * stays as it is and is read-only until the user has discarded what is there. So it is bounded and nothing is lost.
 */
export const QUARANTINE_LIMIT = 2_000_000;

/**
 * Makes valid documents of whatever storage holds at `now` (ms). Nothing is lost: what does not fit is put under
 * `quarantine` as it was found. `unwritten` are the documents that storage does not hold as they are returned.
 */
export function loadDocuments(
  raw: Record<string, unknown>,
  now: number,
): { stored: Stored; unwritten: Partial<Documents> } {
  const quarantine = loadDocument('quarantine', raw.quarantine, now);
  const readOnly: Stored['readOnly'] = quarantine.isNewer ? { quarantine: 'newer' } : {};
  const unwritten: Partial<Documents> = {};
  let setAside = withDiscarded(quarantine.document, quarantine.discarded, 'quarantine', now);

  const settle = <Name extends 'keys' | 'settings'>(name: Name): Documents[Name] => {
    const loaded = loadDocument(name, raw[name], now);
    const obstacle = obstacleOf(loaded, readOnly.quarantine, quarantine.document);
    if (obstacle) readOnly[name] = obstacle;
    else if (loaded.isChanged) {
      unwritten[name] = loaded.document;
      setAside = withDiscarded(setAside, loaded.discarded, name, now);
    }
    return loaded.document;
  };
  const [keys, settings] = [settle('keys'), settle('settings')];
  if (quarantine.isChanged || setAside.length > quarantine.document.length) unwritten.quarantine = setAside;
  return { stored: { keys, settings, quarantine: setAside, policy: policyIn(raw[POLICY]), readOnly }, unwritten };
}

interface Loaded<Document> {
  document: Document;
  discarded: DiscardedPart[];
  isNewer: boolean;
  /** Whether storage should have it as it is here. */
  isChanged: boolean;
}

function loadDocument<Name extends DocumentName>(name: Name, found: unknown, now: number): Loaded<Documents[Name]> {
  if (found === undefined) return { document: INITIAL[name], discarded: [], isNewer: false, isChanged: false };
  const { from, isNewer, document: migrated } = migrate(name, found, now);
  const { document, discarded } = REPAIRS[name](migrated, now);
  if (isNewer) return { document, discarded: [], isNewer, isChanged: false };
  if (from === undefined && isObject(found) && found.version !== undefined)
    discarded.push({ path: 'version', problem: 'not a version', found: found.version });
  return { document, discarded, isNewer, isChanged: discarded.length > 0 || from !== VERSIONS[name] };
}

/** Why a document must not be written: it is newer, or the parts that it would lose find no room in the quarantine. */
function obstacleOf(
  { isNewer, discarded }: Loaded<unknown>,
  ofQuarantine: ReadOnlyReason | undefined,
  quarantine: readonly SetAside[],
): ReadOnlyReason | undefined {
  if (isNewer) return 'newer';
  if (discarded.length === 0) return undefined;
  if (ofQuarantine) return ofQuarantine;
  return JSON.stringify(quarantine).length > QUARANTINE_LIMIT ? 'crowded' : undefined;
}

/** Adds parts of the document `name`, except those that are there already. */
function withDiscarded(
  quarantine: SetAside[],
  discarded: readonly DiscardedPart[],
  name: DocumentName,
  now: number,
): SetAside[] {
  if (discarded.length === 0) return quarantine;
  const known = new Set(quarantine.map(contentOf));
  const added = discarded
    .map(({ path, problem, found }): SetAside => ({
      name,
      ...(path !== undefined && { path }),
      at: now,
      problem,
      document: found,
    }))
    .filter((entry) => !known.has(contentOf(entry)));
  return [...quarantine, ...added];
}

/** The quarantine without the given entries, whenever those were set aside. */
export function withoutSetAside(quarantine: readonly SetAside[], discarded: readonly SetAside[]): SetAside[] {
  const gone = new Set(discarded.map(contentOf));
  return quarantine.filter((entry) => !gone.has(contentOf(entry)));
}

/** Two entries with the same content keep the same thing: one of them is enough. */
function contentOf({ name, path, document }: SetAside): string {
  return JSON.stringify([name, path, document]);
}
