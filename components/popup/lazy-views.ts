/* One file in the build, apart from what the popup opens with. */
export { AddKey } from '../key/add-key';
export { KeyPage } from '../key/key-page';
export { StoppedGuide } from '../key/stopped-guide';
export { Timeline } from './timeline';
