import { objectionTo, recordedHosts } from './network';

/** Fails the suite if a browser of it has asked for a host that is not on the list. */
export default function compareHosts(): void {
  const objection = objectionTo(recordedHosts());
  if (objection !== undefined) throw new Error(objection);
}
