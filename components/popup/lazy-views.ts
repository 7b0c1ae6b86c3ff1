/* One file in the build, apart from the first view of the popup. */
export { AddKey } from '../key/add-key';
export { KeyPage } from '../key/key-page';
export { StoppedGuide } from '../key/stopped-guide';
export { Timeline } from './timeline';
