/** The longest key name we keep, in UTF-16 code units. What a page prints beyond that is cut. */
export const NAME_LIMIT = 300;
