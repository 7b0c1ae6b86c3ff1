// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { expectedPages, htmlOf, plain, withinSlack } from '../expected-pages';
import { readPage } from '../read-page';

/*
 * The pages that a simulated document suffices for: no scripts, frames or style of their own. All pages are read in a
 * real browser too; this tells within a second where a change of the reader goes wrong.
 */
const still = expectedPages().filter(
  ({ name }) => !/<script|<iframe|<style|<template|shadow|<select|<dialog/i.test(htmlOf(name)),
);

it.each(still)('$name: $expected.about', ({ name, expected }) => {
  const page = new DOMParser().parseFromString(htmlOf(name), 'text/html');
  const { complete, keys } = readPage(page, expected.url, Date.parse(expected.now));
  expect(withinSlack(keys, expected.keys)).toEqual(expected.keys.map(plain));
  if (expected.complete !== undefined) expect(complete, 'complete').toBe(expected.complete);
});
