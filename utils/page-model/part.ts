import type { ReadingSteps } from './steps';

/** A part of the code that is a file of its own, and is loaded when it is first needed. */
export class Part<Module> {
  readonly #get: () => Promise<Module>;
  #module: Module | undefined;

  constructor(load: () => Promise<Module>) {
    this.#get = load;
  }

  /** Loads it, unless it is loaded. Rejects if its file is gone: the extension was updated or removed. */
  async load(): Promise<void> {
    this.#module ??= await this.#get();
  }

  /** The part, for work in steps, which waits until it is loaded. */
  *loaded(): ReadingSteps<Module> {
    if (!this.#module) yield this.load();
    return this.#module!;
  }
}
