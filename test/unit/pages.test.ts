// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { readTab } from '../../utils/site/tab';
import { expiryStatus } from '../../utils/keys/expiry';
import { expectedPages, htmlOf, plain, withinSlack, type ExpectedKey } from '../expected-pages';

/*
 * The pages that a simulated document suffices for: no scripts, frames or style of their own. All pages are read in a
 * real browser too; this tells within a second where a change of the reader goes wrong.
 */
const still = expectedPages().filter(({ name }) => !/<script|<iframe|<style|<template|shadow|<select|<dialog/i.test(htmlOf(name)));

it.each(still)('$name: $expected.about', ({ name, expected }) => {
  const page = new DOMParser().parseFromString(htmlOf(name), 'text/html');
  const now = Date.parse(expected.now);
  const rows = readTab({ page, url: expected.url, now })?.list?.rows ?? [];
  const read = rows.map(({ name: key, expiry }): ExpectedKey => ({
    name: key,
    status: expiryStatus(expiry, now),
    ...(expiry.kind === 'dated' && { expiresAt: new Date(expiry.earliest).toISOString(), ...(expiry.ambiguous && { ambiguous: true }) }),
  }));
  expect(withinSlack(read, expected.keys)).toEqual(expected.keys.map(plain));
});
