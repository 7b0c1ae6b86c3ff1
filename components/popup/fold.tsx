import type { ReactNode } from 'react';

/** Something that is out of the way until it is wanted. */
export function Fold({ title, isOpen = false, children }: { title: string; isOpen?: boolean; children: ReactNode }) {
  return (
    <details
      className="fold"
      open={isOpen}
    >
      <summary>{title}</summary>
      {children}
    </details>
  );
}
