import { Component, type ReactNode } from 'react';
import { words } from '../../utils/words';
import { takeFocus } from './focus';

interface GuardProps {
  /** What the children show. When it changes, they are rendered again. */
  of?: unknown;
  /** Renders what takes their place; `retry` renders them again. */
  renderInstead: (retry: () => void) => ReactNode;
  children: ReactNode;
}

/** Shows the rest if a part cannot be rendered: a record may hold anything that its schema allows. */
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

/** Says that something cannot be shown, with the way on, which takes the focus. */
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
          ref={takeFocus}
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
  /** What the page shows. When it changes, the page is rendered again. */
  of: unknown;
  children: ReactNode;
}

/** A page of ours, or a way to try again if it cannot be rendered. */
export function GuardedPage({ className, title, of, children }: GuardedPageProps) {
  const instead = (retry: () => void): ReactNode => (
    <TitleOnly
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

interface TitleOnlyProps {
  className: string;
  title: string;
  way: string;
  onWay: () => void;
}

/** A page with a title and the way on, since the rest cannot be shown. */
export function TitleOnly({ className, title, ...way }: TitleOnlyProps) {
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
