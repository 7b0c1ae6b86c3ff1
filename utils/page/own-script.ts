/** Calls `run` with the script element that is running, in the page's own world. An error of `run` ends here. */
export function withOwnScript(run: (script: HTMLScriptElement) => void): void {
  try {
    // From the prototype: a picture on the page may be called "currentScript".
    const { apply, getOwnPropertyDescriptor } = Reflect;
    const script = apply(
      getOwnPropertyDescriptor(Document.prototype, 'currentScript')!.get!,
      document,
      [],
    ) as HTMLScriptElement | null;
    if (script) run(script);
  } catch {
    // What the page has broken is no error of the page's.
  }
}
