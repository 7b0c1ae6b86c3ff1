import type { Expiry } from '../keys/expiry';
import type { CreateForm } from '../site/create-form';
import type { KeyList } from '../site/key-list';
import type { KeyRow } from '../site/key-row';

/** A key that may have been created, and until when it works, if its form said so. */
export interface CreatedKey {
  name: string;
  expiry?: Expiry;
}

/** The keys that were created in this document, with the lifespans that were chosen for them. */
export class CreatedKeys {
  #form: CreateForm | undefined;
  /** For keys whose expiry the page does not print. */
  readonly #estimates = new Map<string, Expiry>();

  /** Once a form is gone its key may have been created: then the lifespan chosen last says when it ends. */
  follow(current: CreateForm | undefined): CreatedKey | undefined {
    const form = this.#form;
    this.#form = current;
    const name = form?.nameInput?.value.trim() || form?.name;
    if (current || !form || !name) return undefined;
    return { name, ...(form.expiry && { expiry: form.expiry }) };
  }

  estimate({ name, expiry }: CreatedKey, account: string | undefined): void {
    if (expiry) this.#estimates.set(estimateId(account, name), expiry);
  }

  /** The list's rows; where the page prints no expiry, they have the estimated one. */
  withEstimates({ rows, account }: KeyList): readonly KeyRow[] {
    if (this.#estimates.size === 0) return rows;
    return rows.map((row) => {
      const estimate = row.expiry.kind === 'unknown' ? this.#estimates.get(estimateId(account, row.name)) : undefined;
      return estimate ? { ...row, expiry: estimate } : row;
    });
  }
}

function estimateId(account: string | undefined, name: string): string {
  return JSON.stringify([account, name]);
}
