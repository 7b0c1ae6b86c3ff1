import type { PageNode } from '../page-model/page-node';
import { readCreateForm, type CreateForm } from '../site/create-form';
import type { ListedKeys } from '../site/key-list';
import type { KeyRow } from '../site/key-row';
import { createdKeys, type CreatedKey } from './created-keys';
import { LifespanNote } from './lifespan-note';

/** Asks for the most days that a new key may work; `undefined` if nobody has set that. */
export type AskLifetimeLimit = () => Promise<number | undefined>;

/**
 * Helps with the form that creates a key: a note in it says how long the new key works, and if the page does not
 * print that in its list, the list has it from here. Loaded once the tab may show such a form.
 */
export class CreateHelp {
  readonly #note = new LifespanNote();
  readonly #keys = createdKeys();
  readonly #askLimit: AskLifetimeLimit;
  readonly #onLimit: () => void;
  /** The most days that a new key may work, as far as that is known. */
  #limit: number | undefined;
  #field: Element | undefined;

  /** Calls `onLimit` if what `askLimit` gives is news. */
  constructor(askLimit: AskLifetimeLimit, onLimit: () => void) {
    this.#askLimit = askLimit;
    this.#onLimit = onLimit;
  }

  /** The form, if the tab shows it at `now` (ms). */
  read(root: PageNode, now: number): CreateForm | undefined {
    return readCreateForm(root, now);
  }

  /** Shows the note in the form, or not; once the form is gone, returns the key that may have been created with it. */
  follow(form: CreateForm | undefined, { isNoteShown }: { isNoteShown: boolean }): CreatedKey | undefined {
    // Another field is another form, even if none was seen in between.
    if (form && form.field !== this.#field) this.#learnLimit();
    this.#field = form?.field;
    this.#note.show(isNoteShown ? form : undefined, this.#limit);
    return this.#keys.follow(form);
  }

  /** An administrator may have changed it since the form was last open. */
  #learnLimit(): void {
    void this.#askLimit().then((limit) => {
      if (limit === this.#limit) return;
      this.#limit = limit;
      this.#onLimit();
    });
  }

  removeNote(): void {
    this.#note.show(undefined);
  }

  /** Keeps the expiry of a created key, because the page may not print it. */
  estimate(key: CreatedKey, account: string | undefined): void {
    this.#keys.estimate(key, account);
  }

  /** The list's rows; if the page prints no expiry, they have the estimated one. */
  withEstimates(list: ListedKeys): readonly KeyRow[] {
    return this.#keys.withEstimates(list);
  }
}
