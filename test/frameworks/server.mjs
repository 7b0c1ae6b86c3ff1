import { Writable } from 'node:stream';
import { createElement as h } from 'react';
import { renderToPipeableStream } from 'react-dom/server';
import { renderToString } from 'vue/server-renderer';
import { Footnote, HalfList, SplitList, Table, WholeList, WholePage } from './react-list.mjs';
import { vueApp } from './vue-list.mjs';

/** What React sends, streamed parts in the order in which they come. */
function sentByReact(component) {
  return new Promise((resolve, reject) => {
    const chunks = [];
    const sink = new Writable({
      write: (chunk, _encoding, done) => {
        chunks.push(chunk);
        done();
      },
      final: (done) => {
        resolve(Buffer.concat(chunks).toString());
        done();
      },
    });
    const stream = renderToPipeableStream(h(component), { onShellReady: () => stream.pipe(sink), onError: reject });
  });
}

const later = (value) => () => new Promise((resolve) => setTimeout(() => resolve(value), 300));

/** What a server sends for each way of being taken over, by its name in `client.mjs`. */
export const SENT = {
  React: () => sentByReact(WholeList),
  'React in parts': () => sentByReact(SplitList({ load: later(Table) })),
  'React by halves': () => sentByReact(HalfList({ load: later(Footnote) })),
  'React of the whole page': () => sentByReact(WholePage),
  'an island of React': async () => `<astro-island ssr="">${await sentByReact(WholeList)}</astro-island>`,
  Vue: () => renderToString(vueApp()),
};
