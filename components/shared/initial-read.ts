/*
 * The initial read of storage. The HTML of popup and options runs this script before the main one, so that storage
 * answers while schemas, React and the page are evaluated, whatever the order of imports elsewhere.
 */
export { initialRead } from '../../utils/storage/initial-read';
