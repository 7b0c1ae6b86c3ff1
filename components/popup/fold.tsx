import type { ReactNode } from 'react';
import './fold.css';

/** A part that most users do not need, closed until they open it. */
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
