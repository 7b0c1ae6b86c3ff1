import { isOnWindows } from '../../utils/browser-differences';
import { keyCheck, shellsFor, type Shell } from '../../utils/site/api';
import { t, type MessageKey } from '../../utils/words';
import { CommandLine } from './command-line';
import './key-check.css';

const NAMES: Record<Shell, MessageKey> = {
  powershell: 'check_powershell',
  posix: 'check_posix',
  cmd: 'check_cmd',
};

/** The check of a write key, as a command for the user's own system; those for others are folded away. */
export function KeyCheck() {
  const [own, ...others] = shellsFor({ isWindows: isOnWindows() });
  return (
    <>
      <p className="quiet">{t('check_text')}</p>
      <NamedCommand shell={own!} />
      <details>
        <summary>{t('check_others')}</summary>
        {others.map((shell) => (
          <NamedCommand
            key={shell}
            shell={shell}
          />
        ))}
      </details>
    </>
  );
}

function NamedCommand({ shell }: { shell: Shell }) {
  return (
    <>
      <h3 className="quiet shell">{t(NAMES[shell])}</h3>
      <CommandLine text={keyCheck(shell)} />
    </>
  );
}
