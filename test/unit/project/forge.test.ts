import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import messages from '../../../public/_locales/en/messages.json';

/*
 * What people meet who want to report or mend something: it has to be such as GitHub takes, and true of the extension.
 */

const FOLDER = '.github/ISSUE_TEMPLATE';

interface Field {
  type: string;
  id?: string;
  attributes: { label?: string; value?: string; description?: string; options?: { label: string }[] };
}

interface Form {
  name: string;
  description: string;
  body: Field[];
}

const readForm = (file: string): Form => parse(readFileSync(`${FOLDER}/${file}`, 'utf8')) as Form;
const forms = readdirSync(FOLDER).filter((file) => file !== 'config.yml');

it('the forms for issues are one for a tab, one for a reminder and one for an idea', () => {
  expect(forms.sort()).toEqual(['idea.yml', 'reminder.yml', 'unreadable-tab.yml']);
  expect(parse(readFileSync(`${FOLDER}/config.yml`, 'utf8'))).toEqual({ blank_issues_enabled: true });
});

it.each(forms)('the form %s for issues is such as GitHub takes', (file) => {
  const { name, description, body } = readForm(file);
  const fields = body.filter(({ type }) => type !== 'markdown');
  expect([name, description].every((text) => text.length > 3 && text.length <= 200)).toBe(true);
  expect(
    body.filter(({ type }) => !['markdown', 'textarea', 'input', 'dropdown', 'checkboxes'].includes(type)),
  ).toEqual([]);
  expect(body.filter(({ type, attributes }) => type === 'markdown' && !attributes.value)).toEqual([]);
  expect(fields.length).toBeGreaterThan(0);
  expect(fields.filter(({ id, attributes }) => !/^[\w-]+$/.test(id ?? '') || !attributes.label)).toEqual([]);
  // It takes no two fields of one name.
  for (const names of [fields.map(({ id }) => id), fields.map(({ attributes }) => attributes.label)])
    expect(new Set(names).size).toBe(names.length);
});

it('the form for a tab has a field for what the popup’s button copies, by the name of that button', () => {
  const report = readForm('unreadable-tab.yml').body.find(({ id }) => id === 'report')!;
  const button = messages.popup_report_copy.message;
  expect([report.attributes.label, report.attributes.description]).toEqual([
    expect.stringContaining(`"${button}"`),
    expect.stringContaining(`"${button}"`),
  ]);
});

it('the forms for issues quote the words of the extension as it says them', () => {
  expect(readForm('unreadable-tab.yml').description).toContain(`"${messages.expiry_unknown.message}"`);
  const shown = readForm('reminder.yml').body.find(({ id }) => id === 'shown')!;
  const [, line] = /"([^"]+) 28 Nov"/.exec(shown.attributes.description!)!;
  expect(Object.values(messages).map(({ message }) => message)).toContain(`${line} $1`);
});

it('CONTRIBUTING.md fits on one screen', () => {
  expect(readFileSync('CONTRIBUTING.md', 'utf8').trimEnd().split('\n').length).toBeLessThanOrEqual(60);
});

it('SECURITY.md is where GitHub looks first, and leads to the threats', () => {
  expect(readFileSync('.github/SECURITY.md', 'utf8')).toContain('(../docs/security.md)');
});
