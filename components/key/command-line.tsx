import { t } from '../../utils/words';
import { CopyButton } from './copy-button';

/** A command can be selected if the browser refuses to copy it. */
const NOT_COPIED = 'rotation_command_not_copied';

/** A command for a terminal. It has no key in it: this page never holds one. */
export function CommandLine({ text }: { text: string }) {
  return (
    <div className="command">
      <pre>
        <code>{text}</code>
      </pre>
      <CopyButton
        text={text}
        label={t('rotation_command_copy')}
        failure={NOT_COPIED}
      />
    </div>
  );
}
