import type { Policy } from '../../utils/policy';
import type { Settings } from '../../utils/settings';

/** For a part of the options page that changes settings; those of the policy are locked. */
export interface SettingsProps {
  settings: Settings;
  policy: Policy;
  onChange: (settings: Settings) => void;
}
