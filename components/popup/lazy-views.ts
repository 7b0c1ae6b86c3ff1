/* What the popup does not open with: it is not among what is loaded then. */
export { AddKey } from '../key/add-key';
export { KeyPage } from '../key/key-page';
export { Timeline } from './timeline';
