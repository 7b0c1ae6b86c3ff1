import type { LastUsed } from '../../utils/keys/key';
import { PageSnapshot } from '../../utils/page-model/page-snapshot';
import { toItsEnd } from '../../utils/page-model/steps';
import type { Explanation } from '../../utils/site/evidence/rule';
import { readTabInSteps, type ApiKeysTab } from '../../utils/site/tab';
import { withoutSecrets } from '../../utils/secrets/storage-gate';

/** A page to explain, its address, and the instant (ms) at which it is read. */
export interface PageToExplain {
  page: Document;
  url: string;
  now: number;
}

/** Why the reader took each part of a page for what it did, in lines for people. Secrets are covered. */
export function explainPage({ page, url, now }: PageToExplain): string {
  const heard: Explanation[] = [];
  const snapshot = new PageSnapshot(page);
  const context = { url, now, explain: (explanation: Explanation) => void heard.push(explanation) };
  const tab = toItsEnd(readTabInSteps(snapshot, snapshot.update(), context));
  const subjects = [...new Set(heard.map(({ about }) => about))];
  return [
    `${url}, read as of ${new Date(now).toISOString()}`,
    ...subjects.flatMap((subject) => ['', ...linesAbout(subject, heard)]),
    '',
    ...resultOf(tab),
  ].join('\n');
}

function linesAbout(subject: string, heard: readonly Explanation[]): string[] {
  const judgements = heard.filter(({ about }) => about === subject);
  return [
    `${subject.charAt(0).toUpperCase()}${subject.slice(1)}`,
    ...judgements.flatMap(({ node, text, verdict, because }) => [
      `  ${text === '' ? '' : `"${withoutSecrets(text)}" `}in <${node.tag}>: ${verdict}`,
      ...because.map((reason) => `      ${reason}`),
    ]),
  ];
}

function resultOf(tab: ApiKeysTab | undefined): string[] {
  if (!tab) return ['Result: not the API Keys tab, so the page stays as it is.'];
  if (!tab.list)
    return [`Result: ${tab.isCertain ? 'the API Keys tab' : 'perhaps the tab'}, and no key could be read.`];
  const { kind, account, complete, rows } = tab.list;
  return [
    `Result: ${rows.length} ${kind} keys${account === undefined ? '' : ` of ${withoutSecrets(account)}`}, ${complete ? 'all there are' : 'perhaps not all there are'}`,
    ...rows.map(({ name, expiry, createdAt, lastUsed }) => {
      const created = createdAt === undefined ? '' : `, created ${new Date(createdAt).toISOString()}`;
      const until = expiry.kind === 'dated' ? `until ${new Date(expiry.earliest).toISOString()}` : expiry.kind;
      return `  ${withoutSecrets(name)}: ${until} (printed: "${withoutSecrets(expiry.text)}")${created}${usedText(lastUsed)}`;
    }),
  ];
}

function usedText(lastUsed: LastUsed | undefined): string {
  if (!lastUsed) return '';
  if (lastUsed.kind === 'never') return ', never used';
  const [from, to] = [lastUsed.earliest, lastUsed.latest].map((instant) => new Date(instant).toISOString());
  return `, last used ${from === to ? from : `from ${from} to ${to}`}`;
}
