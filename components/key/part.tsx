import type { ReactNode } from 'react';

/** A part of the page of a key, for one thing that can be done with it. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2>{title}</h2>
      {children}
    </section>
  );
}
