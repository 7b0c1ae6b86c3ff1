import { createSSRApp, defineComponent, h } from 'vue';
import { KEYS } from './keys.mjs';

const FORMS = [(date) => date, (date) => [date], (date) => h('span', date), (date) => h('div', [h('time', date)])];

const List = defineComponent({
  render: () => [
    h('input', { id: 'note', placeholder: 'Note' }),
    h('table', [
      h('thead', [
        h(
          'tr',
          ['Key Name', 'Created', 'Expiration', ''].map((label) => h('th', label)),
        ),
      ]),
      h(
        'tbody',
        FORMS.flatMap((print, index) =>
          KEYS.map(({ name, created, expires }) =>
            h('tr', [
              h('td', `${name}-${index}`),
              h('td', created),
              h('td', print(expires)),
              h('td', [h('button', 'Delete')]),
            ]),
          ),
        ),
      ),
    ]),
  ],
});

export const vueApp = () => createSSRApp(List);
