import { followHosts } from '../hosts/hosts';
import { takeOverPolicy } from '../storage/managed';
import { readStored } from '../storage/store';
import { check } from './check';

/** Checks again if the administrator's policy has changed. Nothing waits for this: it can take seconds. */
export async function followPolicy(): Promise<void> {
  if (!(await takeOverPolicy().catch(() => false))) return;
  await Promise.all([followHostsInForce(), check(Date.now())]);
}

/** Follows the other hosts that the user and the policy allow now. Whatever changes, this is all there is to do. */
export function followHostsInForce(): Promise<void> {
  return followHosts(() => readStored(Date.now()).then(({ policy }) => policy.hosts));
}
