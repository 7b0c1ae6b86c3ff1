import { Component, type ReactNode } from 'react';
import { words } from '../../utils/words';

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
export function NotShown({ way, onWay }: { way: string; onWay: () => void }) {
  return (
    <section className="notice">
      <div role="alert">
        <h2>{words('view_not_shown_title')}</h2>
        <p>{words('view_not_shown_text')}</p>
      </div>
      <div className="buttons">
        <button
          type="button"
          ref={focus}
          onClick={onWay}
        >
          {way}
        </button>
      </div>
    </section>
  );
}

interface GuardedPageProps {
  className: string;
  title: string;
  /** What is shown. Once it is another one, it is tried again. */
  of: unknown;
  children: ReactNode;
}

/** A page of ours, and what stands in its place where all of it cannot be shown. */
export function GuardedPage({ className, title, of, children }: GuardedPageProps) {
  const instead = (retry: () => void): ReactNode => (
    <NothingBut
      className={className}
      title={title}
      way={words('view_try_again')}
      onWay={retry}
    />
  );
  return (
    <Guard
      of={of}
      renderInstead={instead}
    >
      {children}
    </Guard>
  );
}

/** A page with a title, and nothing below it that can be shown. */
export function NothingBut({
  className,
  title,
  ...way
}: {
  className: string;
  title: string;
  way: string;
  onWay: () => void;
}) {
  return (
    <main className={className}>
      <header>
        <h1>
          <bdi>{title}</bdi>
        </h1>
      </header>
      <NotShown {...way} />
    </main>
  );
}

function focus(element: HTMLElement | null): void {
  element?.focus();
}
