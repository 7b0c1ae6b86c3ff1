export { beginRecord as default } from './network';
