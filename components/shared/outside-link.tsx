import './outside-link.css';

/** A link to a page that is not ours. It opens in a new tab, as its text says. */
export function OutsideLink({ url, text }: { url: string; text: string }) {
  return (
    <a
      className="outside"
      href={url}
      target="_blank"
      rel="noopener noreferrer"
    >
      {text}
    </a>
  );
}
