/* What the popup does not open with: it is not among what is loaded then. */
export { AddKey } from './add-key';
export { KeyPage } from './key-page';
export { Timeline } from './timeline';
