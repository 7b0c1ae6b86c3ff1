import { Component, type ReactNode } from 'react';
import { words } from '../utils/words';

interface GuardProps {
  /** What is shown. Once it is another one, it is tried again. */
  of?: unknown;
  /** What stands in its place; `retry` tries it again. */
  renderInstead: (retry: () => void) => ReactNode;
  children: ReactNode;
}

/** What cannot be rendered takes nothing else along: a record may hold anything that its schema allows. */
export class Guard extends Component<GuardProps, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true };
  }

  override componentDidUpdate(before: GuardProps): void {
    if (this.state.hasFailed && before.of !== this.props.of) this.retry();
  }

  retry = (): void => this.setState({ hasFailed: false });

  override render(): ReactNode {
    const { renderInstead, children } = this.props;
    return this.state.hasFailed ? renderInstead(this.retry) : children;
  }
}

/** Says that something cannot be shown, with the way on. The keyboard is there. */
export function NotShown({ way, onWay, children }: { way: string; onWay: () => void; children?: ReactNode }) {
  return (
    <section className="notice">
      <div role="alert">
        <h2>{words('view_not_shown_title')}</h2>
        <p>{words('view_not_shown_text')}</p>
      </div>
      <div className="buttons">
        <button type="button" ref={focus} onClick={onWay}>{way}</button>
        {children}
      </div>
    </section>
  );
}

/** A page of ours, and what stands in its place where all of it cannot be shown. */
export function GuardedPage({ className, title, of, children }: { className: string; title: string; of: unknown; children: ReactNode }) {
  return (
    <Guard of={of} renderInstead={(retry) => (
      <main className={className}>
        <header><h1>{title}</h1></header>
        <NotShown way={words('view_try_again')} onWay={retry} />
      </main>
    )}>
      {children}
    </Guard>
  );
}

function focus(element: HTMLElement | null): void {
  element?.focus();
}
