import { FAKE_SECRET } from './fake-secret';

/*
 * Every way in which a key can leave the API Keys tab, and copies that are none, for any browser. What a person does is
 * done with real presses, by coordinates.
 */

/** A page in a browser, driven the way a person does it. */
export interface DrivenPage {
  evaluate<Result, Argument>(
    run: (argument: Argument) => Result | Promise<Result>,
    argument: Argument,
  ): Promise<Result>;
  press(keys: string): Promise<void>;
  mouse: {
    move(x: number, y: number): Promise<void>;
    click(x: number, y: number, times?: number): Promise<void>;
    down(): Promise<void>;
    up(): Promise<void>;
  };
}

/** One way of copying. `act` ends when the copy has been made. */
export interface CopyWay {
  name: string;
  act(page: DrivenPage): Promise<void>;
}

const SECRET = `<span id="made-up">${FAKE_SECRET}</span>`;

/**
 * An API Keys tab with a dialog that shows a key once, in every kind of element, and with copies of every kind behind
 * its buttons.
 */
export const COPY_PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>API Keys | Admin dashboard</title>
<script>
  // As an application does that was here before us.
  const keptWriteText = navigator.clipboard.writeText.bind(navigator.clipboard);
  const keptWrite = navigator.clipboard.write.bind(navigator.clipboard);
  const secret = '${FAKE_SECRET}';
</script>
<style>section{margin:8px 0}[role=dialog]{border:1px solid;padding:8px;width:900px}</style></head>
<body><h1>API Keys</h1><button>Create API key</button>
<table><thead><tr><th>Key Name</th><th>Key ID</th><th>Created</th><th>Expiration</th></tr></thead><tbody>
<tr><td id="name">gazette-uploader</td><td id="id">123e4567-e89b-42d3-a456-426614174000</td><td>1 Oct 2026</td><td id="date">07 Aug 2027, 23:59</td></tr>
<tr><td>rainfall-sync</td><td>0a1b2c3d4e5f60718293a4b5c6d7e8f9</td><td>2 Oct 2026</td><td>15 Feb 2028, 23:59</td></tr></tbody></table>
<div role="dialog" aria-label="Your new API key">
<h2>Your new API key gazette-uploader</h2>
<section><p id="text">${SECRET}</p></section>
<section><p id="sentence">Keep ${SECRET} to yourself, please.</p></section>
<section><input id="input" readonly size="120" value="${FAKE_SECRET}"></section>
<section><textarea id="area" cols="120">${FAKE_SECRET}</textarea></section>
<section><code id="code">v2:<b>${FAKE_SECRET.slice(3, 40)}</b><i>${FAKE_SECRET.slice(40)}</i></code></section>
<section><div id="shadow"></div></section>
<section><pre id="sample">curl -H 'x-api-key: YOUR_API_KEY_GOES_RIGHT_HERE'</pre><span id="masked">v2:••••••••••••••••••••••••••••••••3f9a</span></section>
<section id="buttons"></section>
</div>
<div id="alone"><span>${SECRET}</span><button id="kept">Copy</button></div>
<div id="alone-item"><input readonly value="${FAKE_SECRET}"><button id="kept-item" title="Copy API key">⧉</button></div>
<script>
  const root = document.getElementById('shadow').attachShadow({ mode: 'open' });
  root.innerHTML = '<p id="in-shadow">' + secret + '</p><input id="field-in-shadow" size="120" value="' + secret + '"><div id="nested"></div>';
  const nested = root.getElementById('nested').attachShadow({ mode: 'open' });
  nested.innerHTML = '<p id="in-nested">' + secret + '</p>';
  const copyField = (text) => {
    const area = document.createElement('textarea');
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
  };
  const own = (text, stop) => {
    const set = (event) => { event.clipboardData.setData('text/plain', text); event.preventDefault(); stop?.(event); };
    document.addEventListener('copy', set, true);
    document.execCommand('copy');
    document.removeEventListener('copy', set, true);
  };
  const wait = () => new Promise((resolve) => setTimeout(resolve, 30));
  const actions = {
    writeText: () => navigator.clipboard.writeText(secret),
    awaited: async () => { await fetch(location.href); await wait(); await navigator.clipboard.writeText(secret); },
    object: () => navigator.clipboard.writeText({ toString: () => secret }),
    line: () => navigator.clipboard.writeText("curl -H 'x-api-key: " + secret + "' https://api-open.data.gov.sg/v2/public/api/datasets"),
    item: () => navigator.clipboard.write([new ClipboardItem({ 'text/plain': new Blob([secret], { type: 'text/plain' }) })]),
    promised: () => navigator.clipboard.write(new Set([new ClipboardItem({ 'text/plain': wait().then(() => new Blob([secret], { type: 'text/plain' })) })])),
    command: () => copyField(secret),
    commandAwaited: async () => { await wait(); copyField(secret); },
    commandOwn: () => own(secret),
    commandStopped: () => own(secret, (event) => event.stopImmediatePropagation()),
    redrawn: () => { document.getElementById('buttons').innerHTML += ''; document.querySelector('tbody').innerHTML += ''; return navigator.clipboard.writeText(secret); },
    writeName: () => navigator.clipboard.writeText('gazette-uploader'),
    writeId: () => navigator.clipboard.writeText('123e4567-e89b-42d3-a456-426614174000'),
    writeDataset: () => navigator.clipboard.writeText('d_8b84c4ee58e3cfc0ece0d773c8ca6abc'),
    writeAddress: () => navigator.clipboard.writeText('https://data.gov.sg/datasets/d_8b84c4ee58e3cfc0ece0d773c8ca6abc/view'),
    writeSample: () => navigator.clipboard.writeText("curl -H 'x-api-key: YOUR_API_KEY_GOES_RIGHT_HERE' https://api-open.data.gov.sg"),
    ownOther: () => own('gazette-uploader'),
  };
  window.done = 0;
  for (const name of Object.keys(actions)) {
    const button = document.createElement('button');
    button.id = name;
    button.textContent = name;
    document.getElementById('buttons').append(button, ' ');
  }
  const run = (action) => Promise.resolve().then(action).catch(() => undefined).then(() => { window.done++; });
  // On the section, because it draws its buttons again. In the same task, as a copy has to be.
  document.getElementById('buttons').addEventListener('click', ({ target }) => { if (actions[target.id]) { const result = actions[target.id](); run(() => result); } });
  document.getElementById('kept').addEventListener('click', () => { const result = keptWriteText(secret); run(() => result); });
  document.getElementById('kept-item').addEventListener('click', () => { const result = keptWrite([new ClipboardItem({ 'text/plain': new Blob([secret], { type: 'text/plain' }) })]); run(() => result); });
</script></body></html>`;

/** Where an element is on the screen, through open shadow roots: its middle, and its ends. */
async function boxOf(page: DrivenPage, id: string): Promise<{ x: number; y: number; left: number; right: number }> {
  return page.evaluate((wanted) => {
    const find = (root: Document | ShadowRoot): Element | null => {
      const found = root.getElementById(wanted);
      if (found) return found;
      for (const element of root.querySelectorAll('*')) {
        const inner = element.shadowRoot && find(element.shadowRoot);
        if (inner) return inner;
      }
      return null;
    };
    const element = find(document)!;
    element.scrollIntoView({ block: 'center' });
    const { left, right, top, bottom } = element.getBoundingClientRect();
    return { x: (left + Math.min(right, left + 300)) / 2, y: (top + bottom) / 2, left, right };
  }, id);
}

/** Clicks an element with the mouse; three times to select its line. */
export async function click(page: DrivenPage, id: string, times = 1): Promise<void> {
  const { x, y } = await boxOf(page, id);
  await page.mouse.click(x, y, times);
}

async function clicksDone(page: DrivenPage): Promise<number> {
  return page.evaluate(() => (window as never as { done: number }).done, undefined);
}

/** Presses one of the page's own buttons and waits for what it does. */
async function pressButton(page: DrivenPage, id: string): Promise<void> {
  const before = await clicksDone(page);
  await click(page, id);
  const end = Date.now() + 5_000;
  while ((await clicksDone(page)) === before)
    if (Date.now() > end) throw new Error(`The page's button "${id}" did nothing.`);
}

const selected =
  (id: string, keys: string): ((page: DrivenPage) => Promise<void>) =>
  async (page) => {
    await click(page, id, 3);
    await page.press(keys);
  };
const inField =
  (id: string, keys: string): ((page: DrivenPage) => Promise<void>) =>
  async (page) => {
    await click(page, id);
    await page.press('Control+a');
    await page.press(keys);
  };
const button =
  (id: string): ((page: DrivenPage) => Promise<void>) =>
  (page) =>
    pressButton(page, id);

async function dragOut(page: DrivenPage, id: string): Promise<void> {
  await click(page, id, 3);
  const { x, y } = await boxOf(page, id);
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (const step of [5, 15, 30, 60]) await page.mouse.move(x + step, y - step);
  await page.mouse.up();
}

/** The copies that have to bring up the warning. */
export const LEAKS: readonly CopyWay[] = [
  { name: 'text, selected and copied', act: selected('text', 'Control+c') },
  { name: 'a sentence with a key in it', act: selected('sentence', 'Control+c') },
  { name: 'text, selected and cut', act: selected('text', 'Control+x') },
  { name: 'a read-only field', act: inField('input', 'Control+c') },
  { name: 'a text area, cut', act: inField('area', 'Control+x') },
  {
    name: 'a text area, copied',
    act: async (page) => {
      await page.evaluate(
        (secret) => void ((document.getElementById('area') as HTMLTextAreaElement).value = secret),
        FAKE_SECRET,
      );
      await inField('area', 'Control+c')(page);
    },
  },
  { name: 'code in coloured pieces', act: selected('code', 'Control+c') },
  { name: 'text in a shadow root', act: selected('in-shadow', 'Control+c') },
  { name: 'text in a shadow root within another', act: selected('in-nested', 'Control+c') },
  { name: 'a field in a shadow root', act: inField('field-in-shadow', 'Control+c') },
  {
    name: 'the whole page',
    act: async (page) => {
      await click(page, 'name');
      await page.press('Control+a');
      await page.press('Control+c');
    },
  },
  { name: 'text, dragged', act: (page) => dragOut(page, 'text') },
  { name: 'writeText', act: button('writeText') },
  { name: 'writeText after a request', act: button('awaited') },
  { name: 'writeText of an object', act: button('object') },
  { name: 'writeText of a curl line', act: button('line') },
  { name: 'write with an item', act: button('item') },
  { name: 'write with a promised item in a set', act: button('promised') },
  { name: 'execCommand', act: button('command') },
  { name: 'execCommand after a wait', act: button('commandAwaited') },
  { name: 'execCommand with data of the page’s own', act: button('commandOwn') },
  { name: 'execCommand with an event that is stopped', act: button('commandStopped') },
  { name: 'writeText while the page draws itself again', act: button('redrawn') },
  { name: 'writeText by a function kept from before', act: button('kept') },
  { name: 'write by a function kept from before', act: button('kept-item') },
];

/** The copies that must bring up nothing. */
export const OTHER_COPIES: readonly CopyWay[] = [
  { name: 'a name', act: selected('name', 'Control+c') },
  { name: 'an id', act: selected('id', 'Control+c') },
  { name: 'a date', act: selected('date', 'Control+c') },
  { name: 'a code sample', act: selected('sample', 'Control+c') },
  { name: 'a masked key', act: selected('masked', 'Control+c') },
  {
    name: 'nothing selected',
    act: async (page) => {
      await click(page, 'date');
      await page.press('Control+c');
    },
  },
  { name: 'writeText of a name', act: button('writeName') },
  { name: 'writeText of an id', act: button('writeId') },
  { name: 'writeText of a dataset’s id', act: button('writeDataset') },
  { name: 'writeText of an address', act: button('writeAddress') },
  { name: 'writeText of a code sample', act: button('writeSample') },
  { name: 'execCommand that puts a name in place of the selection', act: button('ownOther') },
  { name: 'a name, dragged', act: (page) => dragOut(page, 'name') },
];

/** The warning's text, or `undefined` while there is none. */
export function warningText(page: DrivenPage): Promise<string | undefined> {
  return page.evaluate(() => {
    const { body } = document;
    return body.parentElement!.querySelector('key-leak-warning')?.shadowRoot?.textContent ?? undefined;
  }, undefined);
}

/** Waits for the warning for a second, and says whether it came. */
async function isWarned(page: DrivenPage, within = 1_000): Promise<boolean> {
  const end = Date.now() + within;
  do {
    if (await warningText(page)) return true;
  } while (Date.now() < end);
  return false;
}

/** Answers the warning with the mouse. */
export async function answer(page: DrivenPage, text: string): Promise<void> {
  const { x, y } = await page.evaluate((wanted) => {
    const buttons = document.querySelector('key-leak-warning')!.shadowRoot!.querySelectorAll('button');
    const { left, right, top, bottom } = [...buttons]
      .find((one) => one.textContent === wanted)!
      .getBoundingClientRect();
    return { x: (left + right) / 2, y: (top + bottom) / 2 };
  }, text);
  await page.mouse.click(x, y);
}

/** The same once the warning has been in sight long enough: before, it takes no press. */
async function answerOnceSeen(page: DrivenPage): Promise<void> {
  do {
    await answer(page, 'Got it');
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 100)), undefined);
  } while (await page.evaluate(() => document.querySelector('key-leak-warning') !== null, undefined));
}

const TRIES = 3;
/** How long (ms) the warning may take on a busy computer. */
const LATE = 5_000;

/** Copies a key in every way; resolves to the names of those that brought up no warning within a second. */
export async function unnoticedLeaks(page: DrivenPage): Promise<string[]> {
  const unnoticed: string[] = [];
  for (const { name, act } of LEAKS) if (!(await isNoticed(page, act))) unnoticed.push(name);
  return unnoticed;
}

/** Whether a copy brings up the warning within a second. A busy computer may take longer, and gets further tries. */
async function isNoticed(page: DrivenPage, act: (page: DrivenPage) => Promise<void>): Promise<boolean> {
  for (let tries = 0; tries < TRIES; tries++) {
    await act(page);
    const isInTime = await isWarned(page);
    if (isInTime || (await isWarned(page, LATE))) await answerOnceSeen(page);
    if (isInTime) return true;
  }
  return false;
}

/**
 * Copies everything else; resolves to the names of those that brought up the warning. The copy after them shows that it
 * could have come.
 */
export async function falseAlarms(page: DrivenPage): Promise<string[]> {
  const alarms: string[] = [];
  for (const { name, act } of OTHER_COPIES) {
    await act(page);
    if (await isWarned(page, 700)) {
      alarms.push(name);
      await answerOnceSeen(page);
    }
  }
  return alarms;
}
