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
import { REPAIRS, type Piece } from './repair';

/**
 * Once the quarantine holds more than this (characters of JSON), nothing more is set aside: a document that needs it
 * stays as it is and is read-only until the user has discarded what is there. So it is bounded and nothing is lost.
 */
export const QUARANTINE_LIMIT = 2_000_000;

/**
 * Makes valid documents of whatever storage holds at `now` (ms). Nothing is lost: what does not fit is put under
 * `quarantine` as it was found. `unwritten` are the documents that storage does not hold as they are given here.
 */
export function loadDocuments(
  raw: Record<string, unknown>,
  now: number,
): { stored: Stored; unwritten: Partial<Documents> } {
  const quarantine = interpret('quarantine', raw.quarantine, now);
  const readOnly: Stored['readOnly'] = quarantine.isNewer ? { quarantine: 'newer' } : {};
  const unwritten: Partial<Documents> = {};
  let setAside = withPieces(quarantine.document, quarantine.pieces, 'quarantine', now);

  const settle = <Name extends 'keys' | 'settings'>(name: Name): Documents[Name] => {
    const { document, pieces, isNewer, isChanged } = interpret(name, raw[name], now);
    const obstacle = isNewer
      ? 'newer'
      : pieces.length > 0
        ? (readOnly.quarantine ?? crowding(quarantine.document))
        : undefined;
    if (obstacle) readOnly[name] = obstacle;
    else if (isChanged) {
      unwritten[name] = document;
      setAside = withPieces(setAside, pieces, name, now);
    }
    return document;
  };
  const [keys, settings] = [settle('keys'), settle('settings')];
  if (quarantine.isChanged || setAside.length > quarantine.document.length) unwritten.quarantine = setAside;
  return { stored: { keys, settings, quarantine: setAside, policy: policyIn(raw[POLICY]), readOnly }, unwritten };
}

interface Interpreted<Document> {
  document: Document;
  pieces: Piece[];
  isNewer: boolean;
  /** Whether storage should have it as it is given here. */
  isChanged: boolean;
}

function interpret<Name extends DocumentName>(name: Name, found: unknown, now: number): Interpreted<Documents[Name]> {
  if (found === undefined) return { document: INITIAL[name], pieces: [], isNewer: false, isChanged: false };
  const { from, isNewer, document: migrated } = migrate(name, found, now);
  const { document, pieces } = REPAIRS[name](migrated, now);
  if (isNewer) return { document, pieces: [], isNewer, isChanged: false };
  if (from === undefined && isObject(found) && found.version !== undefined)
    pieces.push({ path: 'version', problem: 'not a version', found: found.version });
  return { document, pieces, isNewer, isChanged: pieces.length > 0 || from !== VERSIONS[name] };
}

function crowding(quarantine: readonly SetAside[]): ReadOnlyReason | undefined {
  return JSON.stringify(quarantine).length > QUARANTINE_LIMIT ? 'crowded' : undefined;
}

/** Adds pieces of the document `name`, except those that are there already. */
function withPieces(quarantine: SetAside[], pieces: readonly Piece[], name: DocumentName, now: number): SetAside[] {
  if (pieces.length === 0) return quarantine;
  const known = new Set(quarantine.map(contentOf));
  const added = pieces
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
