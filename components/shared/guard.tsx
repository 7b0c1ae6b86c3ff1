import { Component, type ReactNode } from 'react';
import { t } from '../../utils/words';
import { takeFocus } from './focus';
import { Notice } from './notice';

interface GuardProps {
  /** What the children show. When it changes, they are rendered again. */
  of?: unknown;
  /** Renders what takes their place; `retry` renders them again. */
  renderInstead: (retry: () => void) => ReactNode;
  children: ReactNode;
}

/** Shows the rest if one part cannot be rendered: a record may hold anything that its schema allows. */
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

interface NotShownProps {
  /** The label of the button with which the user goes on. */
  button: string;
  onPress: () => void;
}

/** Says that something cannot be shown. Its button takes the focus. */
export function NotShown({ button, onPress }: NotShownProps) {
  return (
    <Notice
      role="alert"
      title={t('view_not_shown_title')}
      text={t('view_not_shown_text')}
    >
      <div className="buttons">
        <button
          type="button"
          ref={takeFocus}
          onClick={onPress}
        >
          {button}
        </button>
      </div>
    </Notice>
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
      button={t('view_try_again')}
      onPress={retry}
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

interface TitleOnlyProps extends NotShownProps {
  className: string;
  title: string;
}

/** A page with a title, and a button, because the rest cannot be shown. */
export function TitleOnly({ className, title, ...notShown }: TitleOnlyProps) {
  return (
    <main className={className}>
      <header>
        <h1>
          <bdi>{title}</bdi>
        </h1>
      </header>
      <NotShown {...notShown} />
    </main>
  );
}
