/*
 * A strict reader of iCalendar files (RFC 5545), written from the RFC and not from the library that writes them: what
 * it takes, calendars take. It throws at anything that the RFC does not allow.
 */

/** One line of a file, unfolded. */
interface Property {
  name: string;
  parameters: Record<string, string>;
  value: string;
}

/** A component such as VEVENT. */
export interface Component {
  name: string;
  properties: Property[];
  parts: Component[];
}

const LINE_LIMIT = 75;
const TEXTS = new Set(['SUMMARY', 'DESCRIPTION', 'UID', 'PRODID']);
const FORMS: Record<string, RegExp> = {
  VERSION: /^2\.0$/,
  DTSTAMP: /^\d{8}T\d{6}Z$/,
  'LAST-MODIFIED': /^\d{8}T\d{6}Z$/,
  SEQUENCE: /^\d{1,10}$/,
  TRIGGER: /^-?P(\d+W|\d+D(T\d+H(\d+M)?)?|T\d+H(\d+M(\d+S)?)?|T\d+M(\d+S)?|T\d+S)$/,
  ACTION: /^DISPLAY$/,
  TRANSP: /^(OPAQUE|TRANSPARENT)$/,
  ATTENDEE: /^mailto:[\w.&'+~-]+@[\w.-]+$/i,
  URL: /^https?:\/\/[\w.~:/?#[\]@!$&'()*+,;=%-]+$/,
};
const PARAMETER_SIGNS: Record<string, string> = { n: '\n', "'": '"', '^': '^' };
/** What there may be several of. */
const SEVERAL = new Set(['ATTENDEE']);
/** What there has to be exactly once. */
const REQUIRED: Record<string, string[]> = {
  VCALENDAR: ['VERSION', 'PRODID'],
  VEVENT: ['UID', 'DTSTAMP', 'DTSTART', 'DTEND', 'SUMMARY'],
  VALARM: ['ACTION', 'TRIGGER', 'DESCRIPTION'],
};

/** Reads a file. */
export function readCalendar(file: Uint8Array): Component {
  const lines = unfold(file).map(readProperty);
  const root = readComponent(lines);
  if (root.name !== 'VCALENDAR' || lines.length > 0) throw new Error('not one VCALENDAR');
  return root;
}

/** The value of a property that there is once, texts unescaped; `undefined` if there is none. */
export function valueOf(component: Component, name: string): string | undefined {
  const found = component.properties.find((property) => property.name === name)?.value;
  return found !== undefined && TEXTS.has(name) ? unescape(found) : found;
}

/** The date or instant of a property, in ms. */
export function timeOf(component: Component, name: string): number {
  const [, year, month, day, hours = 0, minutes = 0, seconds = 0] = (
    /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)Z)?$/.exec(valueOf(component, name) ?? '') ?? []
  ).map(Number);
  return Date.UTC(year!, month! - 1, day, hours || 0, minutes || 0, seconds || 0);
}

/** When an alarm comes, in ms after the start of its event. */
export function triggerOf(alarm: Component): number {
  const value = valueOf(alarm, 'TRIGGER')!;
  const amount = (unit: string): number => Number(new RegExp(`(\\d+)${unit}`).exec(value)?.[1] ?? 0);
  const seconds = ((amount('W') * 7 + amount('D')) * 24 + amount('H')) * 3600 + amount('M') * 60 + amount('S');
  return (value.startsWith('-') ? -seconds : seconds) * 1000;
}

/** The lines, put together where they are folded. Each is at most 75 octets. */
function unfold(file: Uint8Array): string[] {
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(file);
  if (!text.endsWith('\r\n')) throw new Error('the last line is open');
  const physical = text.slice(0, -2).split('\r\n');
  const lines: string[] = [];
  for (const line of physical) {
    if (/[\r\n]/.test(line)) throw new Error('a line break that is not CRLF');
    if (new TextEncoder().encode(line).length > LINE_LIMIT) throw new Error(`a line of more than ${LINE_LIMIT} octets`);
    if (/^[ \t]/.test(line)) lines.push(lines.pop()! + line.slice(1));
    else lines.push(line);
  }
  return lines;
}

function readProperty(line: string): Property {
  // oxlint-disable-next-line no-control-regex
  if (/[\u0000-\u0008\u000a-\u001f\u007f]/.test(line)) throw new Error(`a control character: ${line}`);
  const [, name, list = '', value] = /^([A-Z0-9-]+)((?:;[A-Z0-9-]+=(?:[^";:,]+|"[^"]*"))*):(.*)$/su.exec(line) ?? [];
  if (name === undefined || value === undefined) throw new Error(`no property: ${line}`);
  if (TEXTS.has(name)) unescape(value);
  if (FORMS[name] && !FORMS[name].test(value)) throw new Error(`not a ${name}: ${value}`);
  const parameters = Object.fromEntries(
    [...list.matchAll(/;([A-Z0-9-]+)=("[^"]*"|[^";:,]+)/gsu)].map(([, parameter, text]) => [
      parameter!,
      // Signs that a parameter cannot hold: RFC 6868.
      text!.replace(/^"|"$/g, '').replace(/\^([n'^])/g, (_, sign: string) => PARAMETER_SIGNS[sign]!),
    ]),
  );
  if (['DTSTART', 'DTEND'].includes(name) && !(parameters.VALUE === 'DATE' ? /^\d{8}$/ : /^\d{8}T\d{6}Z$/).test(value))
    throw new Error(`not a date: ${line}`);
  return { name, parameters, value };
}

function readComponent(lines: Property[]): Component {
  const { name, value } = lines.shift()!;
  if (name !== 'BEGIN') throw new Error(`${name} before BEGIN`);
  const component: Component = { name: value, properties: [], parts: [] };
  for (;;) {
    const [next] = lines;
    if (!next) throw new Error(`${value} does not end`);
    if (next.name === 'BEGIN') component.parts.push(readComponent(lines));
    else if (lines.shift()!.name !== 'END') component.properties.push(next);
    else if (next.value === value) break;
    else throw new Error(`${value} ends as ${next.value}`);
  }
  const names = component.properties.map((property) => property.name);
  const missing = (REQUIRED[value] ?? []).filter((required) => !names.includes(required));
  const double = names.filter((one, index) => names.indexOf(one) !== index && !SEVERAL.has(one));
  if (missing.length + double.length > 0) throw new Error(`${value} lacks ${missing} or has twice ${double}`);
  return component;
}

/** A TEXT as it was before it was escaped. */
function unescape(value: string): string {
  if (!/^(?:[^\\;,]|\\[\\;,nN])*$/su.test(value)) throw new Error(`not escaped: ${value}`);
  return value.replace(/\\(.)/gsu, (_, character: string) => (/n/i.test(character) ? '\n' : character));
}
