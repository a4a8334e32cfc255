import { afterEach, describe, expect, test } from 'vitest';
import { type HostName, parseInitArguments } from '../../../../src/cli/init/init-arguments.js';
import { nextSteps } from '../../../../src/cli/init/next-steps.js';
import { planInit } from '../../../../src/cli/init/plan-init.js';
import {
  type ApplicationFolder,
  applicationFolder,
  manifest,
  type Tree,
} from '../../../fixtures/application-folder.js';
import { refusal } from '../../../fixtures/rejection.js';

const folders: ApplicationFolder[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) folder.remove();
});

function folderWith(tree: Tree): ApplicationFolder {
  const folder = applicationFolder(tree);
  folders.push(folder);
  return folder;
}

function plan(tree: Tree, words: readonly string[] = []) {
  return planInit(folderWith(tree).path, parseInitArguments(words) ?? { host: null, storage: 'pglite' });
}

/** What becomes of each file, without those of the environment. */
function decided(tree: Tree, words: readonly string[] = []) {
  return plan(tree, words)
    .files.filter(({ path }) => !/^\.(env|git)/.test(path))
    .map(({ action, path }) => `${action} ${path}`);
}

const express = manifest({ express: '^5.0.0' });
const next = manifest({ next: '^16.0.0' });
const server = 'import express from "express";\nconst app = express();\n';

describe('the host', () => {
  test.each<readonly [string, Tree, readonly string[], HostName, number | null]>([
    ['that package.json names', { 'package.json': express }, [], 'express', 5],
    ['among the packages for development', { 'package.json': '{"devDependencies":{"hono":"4.1.0"}}' }, [], 'hono', 4],
    ['that was asked for', { 'package.json': manifest({ express: '5', next: '16' }) }, ['--host', 'next'], 'next', 16],
    ['that nothing names, but was asked for', { 'package.json': '{}' }, ['--host', 'hono'], 'hono', null],
    ['of the latest version', { 'package.json': manifest({ next: 'latest' }) }, [], 'next', null],
    [
      'of the version that is installed',
      { 'package.json': manifest({ next: 'latest' }), 'node_modules/next/package.json': '{"version":"15.5.1"}' },
      [],
      'next',
      15,
    ],
  ])('is the one %s', (_what, tree, words, name, major) => {
    const { host } = plan(tree, words);
    expect([host.name, host.version?.major ?? null]).toEqual([name, major]);
  });

  test.each<readonly [string, Tree, string, RegExp]>([
    ['no application', {}, 'request_invalid', /no package\.json/],
    ['a package.json that is none', { 'package.json': '{' }, 'request_invalid', /package\.json of this folder cannot/],
    ['no host', { 'package.json': '{}' }, 'request_invalid', /none of express, next, hono\. Say which it is: --host/],
    [
      'two hosts',
      { 'package.json': manifest({ express: '5', hono: '4' }) },
      'request_invalid',
      /express and hono\. Say/,
    ],
    ['an old major', { 'package.json': manifest({ next: '^14.2.0' }) }, 'config_invalid', /next from 15\.5 on/],
    ['an old minor', { 'package.json': manifest({ next: '15.4.9' }) }, 'config_invalid', /next from 15\.5 on/],
    ['an old Express', { 'package.json': manifest({ express: '4.18.0' }) }, 'config_invalid', /express from 4\.19 on/],
    [
      'an old one that is installed',
      { 'package.json': manifest({ next: '^15.0.0' }), 'node_modules/next/package.json': '{"version":"15.4.0"}' },
      'config_invalid',
      /nothing was written/,
    ],
    [
      'Workers',
      { 'package.json': manifest({ hono: '4.6.0' }), 'wrangler.jsonc': '{}' },
      'config_invalid',
      /Workers.*nothing was written/,
    ],
  ])('is refused for %s', async (_what, tree, code, says) => {
    const refused = await refusal(() => plan(tree));
    expect([refused.code, refused.message]).toEqual([code, expect.stringMatching(says)]);
  });

  test('may be of a range that begins before the oldest version', () => {
    expect(plan({ 'package.json': manifest({ next: '^15.0.0' }) }).host.version).toEqual({ major: 15, minor: null });
  });
});

describe('the command that installs', () => {
  test.each<readonly [string, Tree, readonly string[], string | null]>([
    ['npm, where nothing tells', { 'package.json': express }, [], 'npm install promptforge @electric-sql/pglite@0.5'],
    ['npm', { 'package.json': express, 'package-lock.json': '' }, ['--storage', 'memory'], 'npm install promptforge'],
    ['pnpm', { 'package.json': express, 'pnpm-lock.yaml': '' }, ['--storage=postgres'], 'pnpm add promptforge pg@8'],
    [
      'yarn',
      { 'package.json': express, 'yarn.lock': '' },
      ['--storage=supabase'],
      'yarn add promptforge @supabase/supabase-js@2',
    ],
    ['bun', { 'package.json': express, 'bun.lock': '' }, ['--storage=memory'], 'bun add promptforge'],
    ['bun, as it was', { 'package.json': express, 'bun.lockb': '' }, ['--storage=memory'], 'bun add promptforge'],
    [
      'the one package.json names',
      { 'package.json': manifest({ hono: '4' }, { packageManager: 'pnpm@10.1.0' }), 'package-lock.json': '' },
      ['--storage=memory'],
      'pnpm add promptforge',
    ],
    [
      'the host, too, where it is missing',
      { 'package.json': '{}' },
      ['--host=hono', '--storage=memory'],
      'npm install promptforge hono',
    ],
    [
      'nothing that is there',
      { 'package.json': manifest({ express: '5', promptforge: '1', '@electric-sql/pglite': '0.5.16' }) },
      [],
      null,
    ],
  ])('is of %s', (_what, tree, words, command) => {
    expect(plan(tree, words).install).toBe(command);
  });

  test('is of the workspace that the application is part of', () => {
    const folder = folderWith({ 'pnpm-lock.yaml': '', 'apps/shop/package.json': express });
    expect(planInit(`${folder.path}/apps/shop`, { host: null, storage: 'memory' }).install).toMatch(/^pnpm add/);
  });
});

describe('the files of Next', () => {
  const files = (base: string, ending: string, proxy: string) => [
    `create ${base}lib/forge.${ending}`,
    `create ${base}app/api/[...promptforge]/route.${ending}`,
    `create ${base}instrumentation.${ending}`,
    `create ${base}${proxy}.${ending}`,
    'create next.config.mjs',
  ];

  test.each<readonly [string, Tree, readonly string[]]>([
    ['in JavaScript', { 'package.json': next, app: null }, files('', 'js', 'proxy')],
    ['in TypeScript', { 'package.json': next, app: null, 'tsconfig.json': '{}' }, files('', 'ts', 'proxy')],
    ['below src', { 'package.json': next, 'src/app': null, 'tsconfig.json': '{}' }, files('src/', 'ts', 'proxy')],
    ['beside pages below src', { 'package.json': next, 'src/pages': null }, files('src/', 'js', 'proxy')],
    ['in front of a src without pages', { 'package.json': next, app: null, src: null }, files('', 'js', 'proxy')],
    ['before Next 16', { 'package.json': manifest({ next: '^15.5.0' }), app: null }, files('', 'js', 'middleware')],
    ['of the latest', { 'package.json': manifest({ next: 'latest' }), app: null }, files('', 'js', 'proxy')],
  ])('%s', (_what, tree, expected) => {
    expect(decided(tree)).toEqual(expected);
  });

  test.each<readonly [string, Tree, string]>([
    ['a forge', { 'lib/forge.js': 'mine' }, 'byHand lib/forge.js'],
    ['a forge in the other language', { 'lib/forge.ts': 'mine' }, 'byHand lib/forge.ts'],
    ['a route', { 'app/api/[...promptforge]/route.js': 'mine' }, 'byHand app/api/[...promptforge]/route.js'],
    ['another catch-all', { 'app/api/[...all]/route.js': 'mine' }, 'byHand app/api/[...all]'],
    ['an optional catch-all', { 'app/api/[[...all]]/route.js': 'mine' }, 'byHand app/api/[[...all]]'],
    ['instrumentation', { 'instrumentation.ts': 'mine' }, 'byHand instrumentation.ts'],
    ['a proxy', { 'proxy.js': 'mine' }, 'byHand proxy.js'],
    ['a middleware, beside which there can be no proxy', { 'middleware.ts': 'mine' }, 'byHand middleware.ts'],
    ['a configuration', { 'next.config.ts': 'mine' }, 'byHand next.config.ts'],
    [
      'a configuration that has what it takes',
      { 'next.config.ts': "export default { serverExternalPackages: ['promptforge'] }" },
      'keep next.config.ts',
    ],
  ])('are not written where there is %s', (_what, tree, line) => {
    const lines = decided({ 'package.json': next, app: null, ...tree });
    expect(lines).toContain(line);
    expect(lines).toHaveLength(5);
    expect(lines.filter((each) => each.startsWith('create'))).toHaveLength(4);
  });

  test('are named with what to add to them', () => {
    const { files: planned } = plan({ 'package.json': next, app: null, 'next.config.ts': 'mine' });
    expect(planned.find(({ path }) => path === 'next.config.ts')).toEqual({
      action: 'byHand',
      path: 'next.config.ts',
      reason: 'takes the place of next.config.mjs, and stays as it is',
      text: "serverExternalPackages: ['promptforge', '@electric-sql/pglite'],",
    });
  });

  test('leave other routes below /api and a dynamic one alone', () => {
    const lines = decided({ 'package.json': next, 'app/api/[id]/route.js': '', 'app/api/users/route.js': '' });
    expect(lines).toContain('create app/api/[...promptforge]/route.js');
  });
});

describe('the module of Express and Hono', () => {
  const modern = manifest({ express: '5' }, { type: 'module' });
  test.each<readonly [string, Tree, string, string]>([
    [
      'in CommonJS',
      { 'package.json': express },
      'promptforge.js',
      "const { endWith, promptforge } = require('./promptforge.js');",
    ],
    [
      'as a module',
      { 'package.json': modern },
      'promptforge.js',
      "import { endWith, promptforge } from './promptforge.js';",
    ],
    [
      'in TypeScript',
      { 'package.json': express, 'tsconfig.json': '{}', src: null },
      'src/promptforge.ts',
      "import { endWith, promptforge } from './promptforge';",
    ],
    [
      'in TypeScript, as a module',
      { 'package.json': modern, 'tsconfig.json': '{}' },
      'promptforge.ts',
      "import { endWith, promptforge } from './promptforge.js';",
    ],
    [
      'beside the server',
      { 'package.json': modern, 'src/server.ts': server, 'src/app.ts': 'nothing' },
      'src/promptforge.ts',
      "import { endWith, promptforge } from './promptforge.js';",
    ],
    [
      'beside the server that package.json names',
      { 'package.json': manifest({ express: '5' }, { main: './web/start.js' }), 'web/start.js': 'app = express();' },
      'web/promptforge.js',
      "const { endWith, promptforge } = require('./promptforge.js');",
    ],
    [
      'not beside one that was built',
      { 'package.json': manifest({ express: '5' }, { main: 'dist/server.js' }), 'dist/server.js': 'app = express();' },
      'promptforge.js',
      "const { endWith, promptforge } = require('./promptforge.js');",
    ],
    [
      'with the endings that the server has',
      { 'package.json': modern, 'server.ts': `${server}import { x } from './x.ts';` },
      'promptforge.ts',
      "import { endWith, promptforge } from './promptforge.ts';",
    ],
    [
      'without endings, as the server has them',
      { 'package.json': modern, 'server.ts': `${server}import { x } from './x';` },
      'promptforge.ts',
      "import { endWith, promptforge } from './promptforge';",
    ],
    [
      'for a server that a compiler reads',
      { 'package.json': express, 'server.js': server },
      'promptforge.js',
      "import { endWith, promptforge } from './promptforge.js';",
    ],
    [
      'for a module among CommonJS',
      { 'package.json': express, 'server.mjs': server },
      'promptforge.mjs',
      "import { endWith, promptforge } from './promptforge.mjs';",
    ],
    [
      'for CommonJS among modules',
      { 'package.json': modern, 'server.cjs': 'const app = express();' },
      'promptforge.cjs',
      "const { endWith, promptforge } = require('./promptforge.cjs');",
    ],
  ])('%s', (_what, tree, path, line) => {
    const { files, server: found } = plan(tree);
    const [file] = files;
    expect([file?.action, file?.path, found?.lines[0]]).toEqual(['create', path, line]);
    if (file?.action !== 'create') return expect.unreachable();
    expect(file.text.includes('module.exports')).toBe(line.startsWith('const'));
    expect(file.text.startsWith('import ')).toBe(line.startsWith('import') || path.endsWith('.ts'));
  });

  test.each([
    ['express', "app.use('/api', promptforge);"],
    ['hono', "app.all('/api/*', promptforge);"],
  ])('is mounted in %s by one line and ended by another, until the server has it', (name, mount) => {
    const tree = { 'package.json': manifest({ [name]: '4.20.0' }), 'app.js': 'const a = express(), b = new Hono();' };
    const isStep = (it: ReturnType<typeof plan>, line: string) =>
      nextSteps(it).some(([, ...lines]) => lines.includes(line));
    const mounted = plan({ ...tree, 'app.js': `${tree['app.js']} require('./promptforge.js')` });
    for (const line of [mount, 'endWith(server);']) {
      expect(isStep(plan(tree), line)).toBe(true);
      expect(isStep(mounted, line)).toBe(false);
    }
  });

  test('is not written where there is one in another language', () => {
    expect(decided({ 'package.json': express, 'promptforge.ts': 'mine' })).toEqual(['byHand promptforge.ts']);
  });
});
