import { createElement as h } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { Footnote, HalfList, SplitList, Table, WholeList, WholePage } from './react-list.mjs';
import { vueApp } from './vue-list.mjs';

/** The root as a framework takes it over; what it finds there and does not expect goes into `window.faults`. */
const root = () => document.getElementById('root');
window.faults = [];
const hydrate = (container, component) =>
  hydrateRoot(container, h(component), { onRecoverableError: ({ message }) => window.faults.push(message) });
const after = (time, value) => () => new Promise((resolve) => setTimeout(() => resolve(value), time));

/** `time` (ms) is from the end of loading until the list is taken over. */
const TAKEOVERS = {
  React: (time) => setTimeout(() => hydrate(root(), WholeList), time),
  'React in parts': (time) => hydrate(root(), SplitList({ load: after(time, Table) })),
  'React by halves': (time) => hydrate(root(), HalfList({ load: after(time, Footnote) })),
  'React of the whole page': (time) => setTimeout(() => hydrate(document, WholePage), time),
  'an island of React': (time) =>
    setTimeout(() => {
      const island = document.querySelector('astro-island');
      hydrate(island, WholeList);
      requestIdleCallback(() => island.removeAttribute('ssr'));
    }, time),
  Vue: (time) =>
    setTimeout(() => {
      const app = vueApp();
      app.config.warnHandler = (message) => window.faults.push(message);
      app.mount(root());
      window.isTakenOver = true;
    }, time),
};

const query = new URLSearchParams(location.search);
addEventListener('load', () => TAKEOVERS[query.get('way')](Number(query.get('after'))));
