/**
 * An error, read out at once. Render it without a text too: screen readers may miss an alert that comes with its text.
 */
export function Problem({ text, id }: { text: string | false | undefined; id?: string }) {
  return (
    <p
      className="problem"
      id={id}
      role="alert"
    >
      {text}
    </p>
  );
}
