import { takeFocus } from '../shared/focus';
import type { Opener } from './use-opener';

/** The button of an {@link Opener}; it goes while that is open. */
export function OpenerButton({ opener: { isOpen, wasOpen, id, open }, label }: { opener: Opener; label: string }) {
  if (isOpen) return null;
  return (
    <button
      type="button"
      className="link"
      id={id}
      ref={wasOpen ? takeFocus : null}
      onClick={open}
    >
      {label}
    </button>
  );
}
