import type { PageNode } from '../page-model/page-node';
import type { CreateForm } from '../site/create-form';
import { mayShowCreateForm } from '../site/create-form-check';
import type { ListedKeys } from '../site/key-list';
import type { KeyRow } from '../site/key-row';
import type { AskLifetimeLimit, CreateHelp } from './create-help';
import type { CreatedKey } from './created-keys';

/** The help with the form that creates a key, which is loaded once the tab may show such a form. */
export class CreateHelpOnCall {
  #help: CreateHelp | undefined;
  #isCalled = false;
  readonly #askLimit: AskLifetimeLimit;
  readonly #onNews: () => void;

  /** Calls `onNews` once the help is loaded, and when it has learned the limit that `askLimit` gives. */
  constructor(askLimit: AskLifetimeLimit, onNews: () => void) {
    this.#askLimit = askLimit;
    this.#onNews = onNews;
  }

  /** The form, if the tab shows it at `now` (ms). */
  read(root: PageNode, now: number): CreateForm | undefined {
    if (!this.#isCalled && mayShowCreateForm(root)) this.#call();
    return this.#help?.read(root, now);
  }

  #call(): void {
    this.#isCalled = true;
    import('./create-help').then(
      ({ CreateHelp: Help }) => {
        this.#help = new Help(this.#askLimit, this.#onNews);
        this.#onNews();
      },
      // The next scan tries again, or ends this script: the extension may have been updated or removed.
      () => void (this.#isCalled = false),
    );
  }

  /** Shows the note in the form, or not; once the form is gone, returns the key that may have been created with it. */
  follow(form: CreateForm | undefined, { isNoteShown }: { isNoteShown: boolean }): CreatedKey | undefined {
    return this.#help?.follow(form, { isNoteShown });
  }

  removeNote(): void {
    this.#help?.removeNote();
  }

  /** Keeps the expiry of a created key, because the page may not print it. */
  estimate(key: CreatedKey, account: string | undefined): void {
    this.#help?.estimate(key, account);
  }

  /** The list's rows; if the page prints no expiry, they have the estimated one. */
  withEstimates(list: ListedKeys): readonly KeyRow[] {
    return this.#help?.withEstimates(list) ?? list.rows;
  }
}
