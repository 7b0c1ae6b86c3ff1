/** `wxt.config.ts` makes this of `public/_locales` when it builds. */
declare module 'virtual:page-words' {
  /** The English words that are shown in pages, by their names. */
  export const ENGLISH: Readonly<Record<string, string>>;
}
