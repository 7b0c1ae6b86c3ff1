import type { ReactNode } from 'react';

interface NoticeProps {
  title: string;
  text: string;
  /** How it is read out when it appears; without one it is not. */
  role?: 'status' | 'alert';
  /** What the user can do about it. */
  children?: ReactNode;
}

/** Says something about the extension itself, with what it means for the user's keys. */
export function Notice({ title, text, role, children }: NoticeProps) {
  const content = (
    <>
      <h2>{title}</h2>
      <p>{text}</p>
    </>
  );
  return (
    <section className="notice">
      {role ? <div role={role}>{content}</div> : content}
      {children}
    </section>
  );
}
