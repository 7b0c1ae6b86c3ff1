import type { ReadList } from './expected-pages';

/**
 * The known faults of the reader. The pages say what is right; here is what is read instead. A test fails once that is
 * no longer read: then the line goes.
 */
interface KnownFault {
  why: string;
  account: string;
}

const KNOWN_FAULTS: Record<string, KnownFault | undefined> = {
  'account-switcher': {
    why: 'a button without a label is not asked for an agency, and an e-mail address outweighs one',
    account: 'tan_mei_ling@agency.example',
  },
};

/** Why a page is read wrongly; empty if it is not known to be. */
export function faultOf(name: string): string {
  return KNOWN_FAULTS[name]?.why ?? '';
}

/** The result in the place of a list, if that is wrong. */
export function withKnownFault(name: string, right: ReadList): ReadList {
  const fault = KNOWN_FAULTS[name];
  return fault && right.keys.length > 0 ? { ...right, account: fault.account } : right;
}

/** The pages that are read wrongly. */
export const FAULTY_PAGES = Object.keys(KNOWN_FAULTS);
