import { takeFocusAtTop } from '../shared/focus';

/** Takes the focus, because the page has come in place of the list. */
export function BackButton({ text, onBack }: { text: string; onBack: () => void }) {
  return (
    <button
      type="button"
      className="link back"
      ref={takeFocusAtTop}
      onClick={onBack}
    >
      <svg
        viewBox="0 0 16 16"
        aria-hidden="true"
      >
        <path d="M10 3 5 8l5 5" />
      </svg>
      <bdi>{text}</bdi>
    </button>
  );
}
