import { objectionTo, recordedHosts } from './network';

/** Fails the suite if one of its browsers has asked for a host that is not on the list. */
export default function compareHosts(): void {
  const objection = objectionTo(recordedHosts());
  if (objection !== undefined) throw new Error(objection);
}
