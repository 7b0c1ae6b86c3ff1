// @vitest-environment happy-dom
import { isDeepStrictEqual } from 'node:util';
import { expect, it } from 'vitest';
import { explainPage } from '../../support/explain-page';
import { expectedPages, htmlOf, listOn, withinSlack } from '../../support/expected-pages';
import { FAULTY_PAGES, withKnownFault } from '../../support/known-faults';
import { readPage } from '../../support/read-page';

/*
 * The pages that a simulated document suffices for: no scripts, frames or style of their own. The others, and half of
 * these, are read in a real browser too; this tells within a second where a change of the reader goes wrong.
 */
const still = expectedPages().filter(
  ({ name }) => !/<script|<iframe|<style|<template|shadow|<select|<dialog/i.test(htmlOf(name)),
);

it.each(still)('the page $name is read as it should be: $expected.about', ({ name, expected }) => {
  const page = new DOMParser().parseFromString(htmlOf(name), 'text/html');
  const [{ url }, now] = [expected, Date.parse(expected.now)];
  const read = withinSlack(readPage(page, url, now), expected);
  const right = withKnownFault(name, listOn(expected));
  if (!isDeepStrictEqual(read, right)) console.log(explainPage({ page, url, now }));
  expect(read).toEqual(right);
});

it.each(FAULTY_PAGES)('the known fault of the page %s is another thing than what is right', (name) => {
  const { expected } = expectedPages().find((page) => page.name === name)!;
  for (const step of [undefined, ...(expected.after ?? [])]) {
    const right = listOn(expected, step);
    expect(withKnownFault(name, right)).not.toEqual(right);
  }
});
