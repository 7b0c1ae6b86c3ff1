import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { changelogEntry, missingSecrets, objection, SECRETS, submitArguments, withLines } from '../../.github/release';
import { scripts, version } from '../../package.json';

interface Step {
  run?: string;
  uses?: string;
  env?: Record<string, string>;
}

interface Job {
  permissions?: Record<string, string>;
  needs?: string | string[];
  steps: Step[];
}

interface Workflow {
  on: Record<string, { tags?: string[] } | null>;
  permissions: Record<string, string>;
  jobs: Record<string, Job>;
}

const FOLDER = '.github/workflows';
const workflows = new Map(readdirSync(FOLDER).map((name) => [name, parse(readFileSync(join(FOLDER, name), 'utf8')) as Workflow]));
const { on, permissions, jobs } = workflows.get('release.yml')!;
const stepsOf = (workflow: Workflow): Step[] => Object.values(workflow.jobs).flatMap(({ steps }) => steps);

const CHANGELOG = '# Changelog\n\nWords [1.0.0].\n\n## [Unreleased]\n\n- Later\n\n## [1.10.0] - 2026-02-01\n\n### Added\n\n- New\n- Newer\n\n## [1.1.0] - 2026-01-01\n\n- Old\n\n## [1.0.0]\n\n- Undated\n';

describe('the text of a release', () => {
  it('is the entry of its version in the changelog, without the heading', () => {
    expect(changelogEntry(CHANGELOG, '1.10.0')).toBe('### Added\n\n- New\n- Newer');
    expect(changelogEntry(CHANGELOG, '1.1.0')).toBe('- Old');
  });

  it('is not there without a dated entry that says something', () => {
    for (const unknown of ['1.0.0', '1.1', '0.1.0', 'Unreleased']) expect(changelogEntry(CHANGELOG, unknown), unknown).toBeUndefined();
    expect(changelogEntry('## [2.0.0] - 2026-01-01\n\n## [1.0.0] - 2026-01-01\n', '2.0.0')).toBeUndefined();
  });
});

describe('a tag', () => {
  it('is released if package.json and the changelog have its version', () => {
    expect(objection('v1.10.0', '1.10.0', CHANGELOG)).toBeUndefined();
    expect(objection('v1.1.0', '1.10.0', CHANGELOG)).toContain('has to be v1.10.0');
    expect(objection('1.10.0', '1.10.0', CHANGELOG)).toContain('has to be v1.10.0');
    expect(objection('v3.0.0', '3.0.0', CHANGELOG)).toContain('no entry “## [3.0.0] - ”');
  });

  it('could be set on the version as it is now', () => {
    const check = (tag: string): number | null => spawnSync(process.execPath, ['node_modules/jiti/lib/jiti-cli.mjs', '.github/release.ts', 'check', tag]).status;
    expect(check(`v${version}`)).toBe(0);
    expect(check('v0.0.0')).toBe(1);
  });
});

describe('the stores', () => {
  it('are each given their package, and Mozilla the sources', () => {
    expect(submitArguments('edge', '1.2.3')).toEqual(['submit', '--edge-zip', '.output/key-companion-1.2.3-edge.zip']);
    expect(submitArguments('chrome', '1.2.3')).toContain('.output/key-companion-1.2.3-chrome.zip');
    expect(submitArguments('firefox', '1.2.3').slice(1)).toEqual([
      '--firefox-zip', '.output/key-companion-1.2.3-firefox.zip', '--firefox-sources-zip', '.output/key-companion-1.2.3-sources.zip',
    ]);
  });

  it('are left out where their secrets are not set, or set to nothing', () => {
    expect(missingSecrets('edge', {})).toEqual(SECRETS.edge);
    expect(missingSecrets('edge', { EDGE_PRODUCT_ID: 'fake', EDGE_CLIENT_ID: 'fake', EDGE_API_KEY: '' })).toEqual(['EDGE_API_KEY']);
    expect(missingSecrets('edge', { EDGE_PRODUCT_ID: 'fake', EDGE_CLIENT_ID: 'fake', EDGE_API_KEY: 'fake' })).toEqual([]);
  });

  it('get a private key in lines, however it was pasted', () => {
    const inLines = '-----BEGIN FAKE-----\nAAAA\nBBBB\n-----END FAKE-----\n';
    expect(withLines(inLines)).toBe(inLines);
    expect(withLines(inLines.replaceAll('\n', '\\n'))).toBe(inLines);
  });

  it('have options and secrets that the program knows, and that the workflow hands over and the page names', () => {
    const program = readFileSync('node_modules/publish-browser-extension/dist/cli.mjs', 'utf8');
    const handedOver = stepsOf(workflows.get('release.yml')!).find(({ run }) => run?.endsWith('submit'))?.env ?? {};
    const page = readFileSync('docs/releasing.md', 'utf8');
    const secrets = Object.values(SECRETS).flat();
    expect(Object.keys(handedOver).sort()).toEqual(['DRY_RUN', ...secrets].sort());
    for (const secret of secrets) {
      expect(program).toContain(`"--${secret.toLowerCase().replaceAll('_', '-')} [`);
      expect(handedOver[secret]).toBe(`\${{ secrets.${secret} }}`);
      expect(page).toContain(`\`${secret}\``);
    }
    const options = (['chrome', 'edge', 'firefox'] as const).flatMap((store) => submitArguments(store, version)).filter((argument) => argument.startsWith('--'));
    for (const option of options) expect(program).toContain(`"${option} [`);
  });
});

describe('the workflows', () => {
  it('call only scripts and files that are there, and only actions of GitHub itself, by their version', () => {
    for (const [name, workflow] of workflows) {
      for (const { run = '', uses } of stepsOf(workflow)) {
        for (const [, script] of run.matchAll(/npm run ([\w-]+)/g)) expect(Object.keys(scripts), name).toContain(script);
        expect(Object.keys(scripts)).toContain('test');
        if (uses) expect(uses, name).toMatch(/^actions\/[\w-]+@v\d+$/);
      }
    }
    for (const script of Object.values(scripts)) for (const [file] of script.matchAll(/\S+\.ts\b/g)) expect(existsSync(file), file).toBe(true);
  });

  it('test before anything is released, and only the job that releases may write', () => {
    expect(on.push?.tags).toEqual(['v*']);
    expect(permissions).toEqual({ contents: 'read' });
    const writing = Object.entries(jobs).filter(([, job]) => job.permissions?.contents === 'write').map(([name]) => name);
    expect(writing).toEqual(['release']);
    const commands = jobs.package!.steps.map(({ run }) => run).filter(Boolean);
    expect(commands).toEqual(['npm ci', 'npm run release -- check "$GITHUB_REF_NAME"', 'npm test', 'npm run zip', 'npm run release -- notes', 'sha256sum *.zip > SHA256SUMS']);
    expect(jobs.release!.needs).toBe('package');
    expect(jobs.stores!.needs).toEqual(['package', 'release']);
  });
});

it('the version is in package.json alone, and in what is written of it', () => {
  const files = ['.github', 'components', 'docs', 'entrypoints', 'public', 'utils'].flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)));
  const own = [...files.filter((file) => statSync(file).isFile()), 'README.md', 'wxt.config.ts', 'test/replica/package.json', 'test/lint/package.json'];
  // Not as a part of another number, such as 10.1.0.
  const stated = new RegExp(`(?<![\\d.])${version.replaceAll('.', '\\.')}(?![\\d.])`);
  expect(own.filter((file) => stated.test(readFileSync(file, 'utf8')))).toEqual([]);
});
