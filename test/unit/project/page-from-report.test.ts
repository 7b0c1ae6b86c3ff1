// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { describePage } from '../../../utils/site/describe-page';
import { expectedPages, htmlOf } from '../../support/expected-pages';
import { pageFromReport } from '../../support/page-from-report';
import { readPage } from '../../support/read-page';
import { someOf } from '../random-cases';

const parse = (html: string): Document => new DOMParser().parseFromString(html, 'text/html');

const pages = someOf(
  expectedPages().filter((_, index) => index % 3 === 0),
  3,
)
  .filter(({ name }) => !/<script|<iframe|<template|shadow/i.test(htmlOf(name)))
  .map(({ name, expected }) => {
    const report = describePage(parse(htmlOf(name)));
    return { name, expected, report, made: pageFromReport(report) };
  });

it.each(pages)(
  'the page made of the report of $name has its structure, and tells each text of another shape',
  (page) => {
    const tags = (report: string): string[] => report.split('\n').filter((line) => /^ *<\/?[a-z]/.test(line));
    expect(tags(describePage(parse(page.made)))).toEqual(tags(page.report));
    const masks = (report: string): string[] =>
      report
        .split('\n')
        .slice(1)
        .map((line) => line.trim().replace(/ <!--.*-->$/, ''))
        .filter((line) => !line.startsWith('<'));
    const made = masks(describePage(parse(page.made)));
    const others = masks(page.report).filter((mask, index) => mask !== made[index]);
    const told = page.made.match(/<!-- printed as: /g) ?? [];
    expect(told).toHaveLength(others.length);
  },
);

it('most pages made of reports list as many keys as the page that was reported', () => {
  const isAlike = ({ made, expected: { url, now, keys } }: (typeof pages)[number]): boolean =>
    readPage(parse(made), url, Date.parse(now)).keys.length === keys.length;
  // The others name a key or print a date in a way that the report does not tell.
  expect(pages.filter(isAlike).length / pages.length).toBeGreaterThan(0.7);
});

it('a page made of a report holds no secret but the fake one', () => {
  for (const { made } of pages) expect(made.replace(/v2:0{64}:A{32}/g, '')).not.toMatch(/v2:[\da-f]{8}/i);
});
