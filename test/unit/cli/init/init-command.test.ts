import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { initCommand } from '../../../../src/cli/init/init-command.js';
import { planInit } from '../../../../src/cli/init/plan-init.js';
import { writePlanned } from '../../../../src/cli/init/write-planned.js';
import { readEnvironment } from '../../../../src/index.js';
import {
  type ApplicationFolder,
  applicationFolder,
  manifest,
  type Tree,
} from '../../../fixtures/application-folder.js';
import { refusal, rejection } from '../../../fixtures/rejection.js';

const packageJson = manifest({ next: '^16.0.0' });
const ours = ['lib/forge.js', 'app/api/[...promptforge]/route.js', 'instrumentation.js', 'proxy.js', 'next.config.mjs'];

let folder: ApplicationFolder;
beforeEach(() => {
  folder = applicationFolder({ 'package.json': packageJson, app: null });
});
afterEach(() => folder.remove());

const git = (...words: string[]) => execFileSync('git', words, { cwd: folder.path, stdio: 'ignore' });

async function init(...words: string[]) {
  const printed: string[] = [];
  const code = await initCommand(
    words,
    new AbortController().signal,
    { environment: {}, print: (text) => void printed.push(text) },
    folder.path,
  );
  return { code, text: printed.join('\n') };
}

function secretIn(files: Readonly<Record<string, string>>): string {
  return String(parseEnv(files['.env.local'] ?? '').JWT_SECRET);
}

describe('promptforge init', () => {
  test('writes what it says, and ends with 0', async () => {
    const { code, text } = await init();
    const files = folder.read();
    expect(code).toBe(0);
    expect(Object.keys(files).sort()).toEqual(
      ['package.json', '.env.example', '.env.local', '.gitignore', ...ours].sort(),
    );
    expect(files['package.json']).toBe(packageJson);
    expect(files['.gitignore']).toBe('.promptforge\n.env.local\n');
    for (const path of ours) expect(text).toContain(`wrote       ${path}\n`);
    expect(text).toMatch(/^Next 16, JavaScript\n/);
    expect(text).toContain('  1. Install what it takes:\n       npm install promptforge @electric-sql/pglite@0.5\n');
  });

  test('does nothing the second time, and says so', async () => {
    await init();
    const before = folder.read();
    const { code, text } = await init();
    expect([code, folder.read()]).toEqual([0, before]);
    expect(text).toContain('\nNothing was to be written.\n');
    expect(text).not.toMatch(/wrote|added|left alone/);
    const { changed, files } = JSON.parse((await init('--json')).text);
    expect([changed, new Set(files.map(({ action }: { action: string }) => action))]).toEqual([
      false,
      new Set(['keep']),
    ]);
  });

  test('only tells with --dry-run', async () => {
    const before = folder.read();
    const { code, text } = await init('--dry-run');
    expect([code, folder.read()]).toEqual([0, before]);
    expect(text).toContain('to write    proxy.js\n');
    expect(text).toContain('\nNothing was written, as you asked.\n');
    expect(JSON.parse((await init('--dry-run', '--json')).text).changed).toBe(false);
    expect(folder.read()).toEqual(before);
  });

  test('prints one document with --json', async () => {
    folder.write({ 'next.config.ts': 'mine' });
    const { text } = await init('--json', '--storage', 'postgres');
    const document = JSON.parse(text);
    expect(document).toMatchObject({
      host: 'next',
      version: 16,
      language: 'js',
      modules: 'esm',
      changed: true,
      install: 'npm install promptforge pg@8',
      server: null,
    });
    expect(document.files).toContainEqual({ action: 'create', path: 'lib/forge.js' });
    expect(document.files).toContainEqual({
      action: 'byHand',
      path: 'next.config.ts',
      text: "serverExternalPackages: ['promptforge'],",
    });
    expect(document.next).toContainEqual({
      what: 'Set DATABASE_URL in .env.local, and wherever the application is built.',
      lines: [],
    });
  });

  test('leaves what is there as it is, and prints what would have stood there', async () => {
    const mine = { 'instrumentation.js': 'export const register = () => {};\n', 'proxy.js': 'mine' };
    folder.write(mine);
    const { code, text } = await init();
    expect([code, folder.read()]).toEqual([0, expect.objectContaining(mine)]);
    expect(text).toContain('left alone  instrumentation.js\n');
    expect(text).toContain('instrumentation.js is there, and stays as it is. Add what it lacks:\n');
    expect(text).toContain('\n         await forge.setup();\n');
  });

  test('knows its own files with the ends of lines of another system', async () => {
    await init();
    folder.write({ 'proxy.js': String(folder.read()['proxy.js']).replaceAll('\n', '\r\n') });
    expect((await init()).text).toContain('is there    proxy.js\n');
  });

  test('writes nothing when it has been interrupted', async () => {
    const before = folder.read();
    const controller = new AbortController();
    controller.abort();
    const { code } = await rejection(
      initCommand([], controller.signal, { environment: {}, print: () => {} }, folder.path),
    );
    expect([code, folder.read()]).toEqual(['run_canceled', before]);
  });
});

describe('the secret', () => {
  test('has 48 random bytes, is for its owner alone, and is never printed', async () => {
    const { text } = await init('--json');
    const secret = secretIn(folder.read());
    expect(Buffer.from(secret, 'base64url')).toHaveLength(48);
    expect(readEnvironment({ JWT_SECRET: secret }).session).not.toBeNull();
    expect(statSync(join(folder.path, '.env.local')).mode & 0o777).toBe(0o600);
    expect(text).not.toContain(secret);
    const { '.env.local': _local, ...others } = folder.read();
    expect(JSON.stringify(others)).not.toContain(secret);
    expect((await init()).text).not.toContain(secret);
  });

  test('is another one each time', async () => {
    await init();
    const first = secretIn(folder.read());
    folder.remove();
    folder = applicationFolder({ 'package.json': packageJson });
    await init();
    expect(secretIn(folder.read())).not.toBe(first);
  });

  test.each([
    ['.env.local', 'JWT_SECRET=mine\n'],
    ['.env', 'NEXTAUTH_SECRET=mine\n'],
    ['.env.development', "export JWT_SECRET='mine'\n"],
  ])('stays the one that %s has', async (name, text) => {
    folder.write({ [name]: text });
    await init();
    expect(folder.read()[name]).toBe(text);
    if (name !== '.env.local') expect(folder.read()).not.toHaveProperty('.env.local');
  });

  test('is added behind what .env.local has', async () => {
    folder.write({ '.env.local': 'A=1\r\nJWT_SECRET=' });
    await init();
    expect(folder.read()['.env.local']).toMatch(/^A=1\r\nJWT_SECRET=\r\nJWT_SECRET=[\w-]{64}\r\n$/);
  });

  test('is not written where Git would take it, and it is told what to do', async () => {
    git('init');
    const { code, text } = await init();
    expect(code).toBe(0);
    expect(folder.read()).not.toHaveProperty(['.env.local']);
    expect(text).toContain('.env.local is not ignored by Git, so that no secret was written.');
    folder.write({ '.gitignore': '.env*\n' });
    await init();
    expect(secretIn(folder.read())).toHaveLength(64);
  });

  test('is not written into a file that Git has already', async () => {
    git('init');
    folder.write({ '.env.local': 'A=1\n', '.gitignore': '.env*\n' });
    git('add', '--force', '.env.local');
    await init();
    expect(folder.read()['.env.local']).toBe('A=1\n');
  });

  test('is not written where nobody can tell what Git takes', async () => {
    // A repository that Git refuses to read.
    folder.write({ '.git/HEAD': 'broken' });
    await init();
    expect(folder.read()).not.toHaveProperty(['.env.local']);
  });
});

describe('a folder that has the name of a file', () => {
  test.each(['.env', '.env.development'])('%s is none of variables', async (name) => {
    folder.write({ [`${name}/bin`]: '' });
    await init();
    expect(secretIn(folder.read())).toHaveLength(64);
  });

  test('lib/forge.js stays', async () => {
    folder.write({ 'lib/forge.js': null });
    expect((await init()).text).toContain('left alone  lib/forge.js\n');
  });

  test('package.json is none', async () => {
    const { message } = await refusal(() => planInit(join(folder.path, 'app'), { host: null, storage: 'memory' }));
    expect(message).toMatch(/no package\.json/);
  });
});

describe('lines for the files of the environment', () => {
  test('are those that .env.example lacks, without values', async () => {
    folder.write({ '.env.example': '# JWT_SECRET=\nA=1' });
    await init('--storage', 'supabase');
    const text = String(folder.read()['.env.example']);
    expect(text).toMatch(/^# JWT_SECRET=\nA=1\n\n# The key that the model is asked with\.\n# Make one at [^\n]+\n/);
    expect(parseEnv(text)).toEqual({
      A: '1',
      OPENAI_API_KEY: '',
      NEXT_PUBLIC_SUPABASE_URL: '',
      SUPABASE_SERVICE_ROLE_KEY: '',
    });
  });

  test.each([
    ['.promptforge/', []],
    ['/.promptforge', []],
    ['node_modules', ['.promptforge']],
  ])('of .gitignore are those it lacks: with %s', async (present, added) => {
    folder.write({ '.gitignore': `${present}\n.env.local\n` });
    await init();
    expect(folder.read()['.gitignore']).toBe([present, '.env.local', ...added, ''].join('\n'));
  });

  test('of .gitignore go by the patterns of the repository', async () => {
    git('init');
    folder.write({ '.gitignore': '.prompt*/\n.env*\n' });
    await init();
    expect(folder.read()['.gitignore']).toBe('.prompt*/\n.env*\n');
  });

  test('of .gitignore name no folder that no database is in', async () => {
    git('init');
    await init('--storage', 'memory');
    expect(folder.read()).not.toHaveProperty(['.gitignore']);
  });
});

describe('what cannot be written', () => {
  const create = (path: string) => ({ action: 'create', path, text: 'new' }) as const;

  test.each<readonly [string, Tree, Parameters<typeof writePlanned>[1]]>([
    ['a file', {}, [create('a.js'), create('lib/deep/b.js'), create('app')]],
    ['a folder', { lib: 'a file' }, [create('a.js'), create('lib/b.js')]],
    ['a file that has come meanwhile', { 'c.js': 'theirs' }, [create('x/y/a.js'), create('c.js')]],
    [
      'lines of a file that has changed meanwhile',
      { one: '\uFEFFa', two: 'b' },
      [
        { action: 'append', path: 'one', text: '+', before: 'a' },
        create('lib/a.js'),
        { action: 'append', path: 'two', text: '+', before: 'c' },
      ],
    ],
  ])('takes back what was written before: %s', async (_what, tree, files) => {
    folder.write(tree);
    const before = folder.read();
    const { code, message } = await refusal(() => writePlanned(folder.path, files));
    expect([code, message]).toEqual([
      'config_invalid',
      expect.stringMatching(/cannot be written .*All is as it was\./),
    ]);
    expect(folder.read()).toEqual(before);
    expect(() => mkdirSync(join(folder.path, 'x')), 'no empty folder is left').not.toThrow();
  });

  test('fails the command, and leaves all as it was', async () => {
    folder.write({ 'app/api': 'a file' });
    const before = folder.read();
    const { code, message } = await rejection(init());
    expect([code, message]).toEqual([
      'config_invalid',
      expect.stringContaining('route.js cannot be written (ENOTDIR)'),
    ]);
    expect(folder.read()).toEqual(before);
    expect(existsSync(join(folder.path, 'lib'))).toBe(false);
  });
});
