/** Tells the user something about the extension itself, with what it means for their keys. */
export function Notice({ title, text }: { title: string; text: string }) {
  return (
    <section
      className="notice"
      role="status"
    >
      <h2>{title}</h2>
      <p>{text}</p>
    </section>
  );
}
