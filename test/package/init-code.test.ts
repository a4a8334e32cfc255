import { execFile } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hostNames, storageNames } from '../../src/cli/init/init-arguments.js';
import { planInit } from '../../src/cli/init/plan-init.js';
import { writePlanned } from '../../src/cli/init/write-planned.js';
import { type ApplicationFolder, applicationFolder, manifest } from '../fixtures/application-folder.js';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../..');
const kinds = ['module', 'commonjs'] as const;

/** Below the root, so that each application has all packages; each of them means the built package itself. */
let folder: ApplicationFolder;

beforeAll(() => {
  mkdirSync(join(root, 'test-results'), { recursive: true });
  folder = applicationFolder({}, join(root, 'test-results'));
  mkdirSync(join(folder.path, 'node_modules'));
  symlinkSync(root, join(folder.path, 'node_modules/promptforge'));
});
afterAll(() => folder.remove());

/** Applications in TypeScript, one for each way in which init writes code. */
function written(): readonly string[] {
  return [...hostNames, 'next-15' as const].flatMap((host) =>
    storageNames.flatMap((storage) =>
      kinds.flatMap((type) => {
        const name = `${host}-${storage}-${type}`;
        const [packageName, version] = host === 'next-15' ? ['next', '^15.5.0'] : [host, host === 'next' ? '16' : '5'];
        folder.write({ [`${name}/package.json`]: manifest({ [packageName]: version }, { type }) });
        folder.write({ [`${name}/tsconfig.json`]: '{}' });
        const place = join(folder.path, name);
        const plan = planInit(place, { host: null, storage });
        writePlanned(place, plan.files);
        if (plan.server !== null) {
          const [imports, mount] = plan.server.lines;
          const make = {
            express: ["import express from 'express';\nconst app = express();", 'app.listen(0)'],
            hono: [
              "import { serve } from '@hono/node-server';\nimport { Hono } from 'hono';\nconst app = new Hono();",
              'serve({ fetch: app.fetch, port: 0 })',
            ],
          }[packageName === 'hono' ? 'hono' : 'express'];
          const lines = [imports, make[0], mount, `const server = ${make[1]};`, plan.server.end];
          folder.write({ [`${name}/server.ts`]: `${lines.join('\n')}\n` });
        }
        const code = plan.files.map(({ path }) => path).filter((path) => path.endsWith('.ts'));
        return [...code, ...(plan.server === null ? [] : ['server.ts'])].map((path) => join(place, path));
      }),
    ),
  );
}

/** Of the strictest applications. */
const strict: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  types: ['node'],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noPropertyAccessFromIndexSignature: false,
  noImplicitReturns: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  isolatedModules: true,
  declaration: true,
  skipLibCheck: true,
  noEmit: true,
};

function problemsOf(files: readonly string[], options: ts.CompilerOptions): readonly string[] {
  return ts.getPreEmitDiagnostics(ts.createProgram(files, { ...strict, ...options })).map((problem) => {
    const text = ts.flattenDiagnosticMessageText(problem.messageText, ' ');
    return `${problem.file?.fileName.slice(folder.path.length + 1)}: ${text}`;
  });
}

describe('what init writes', () => {
  test('typechecks against the built package, for every host and storage', () => {
    const files = written();
    expect(files.length).toBe(2 * 4 * 2 * 2 + 2 * 4 * 2 * 4);
    const isNext = (file: string) => file.slice(folder.path.length).startsWith('/next');
    const nodeNext = { module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext };
    const bundler = { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler };
    const others = files.filter((file) => !isNext(file));
    expect(problemsOf(others, nodeNext)).toEqual([]);
    expect(problemsOf(files.filter(isNext), { ...bundler, lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'] })).toEqual([]);
  });

  const request = `'http://localhost:' + port + '/api/gpt-editor', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer ' + accessToken },
      body: JSON.stringify({
        prompt: 'Write a welcome e-mail for new users.',
        sevenD: { domain: 'saas', output_format: 'md' },
      }),
    }`;
  /** What a host does with the line that mounts the routes. */
  const servers = {
    express: (mount: string) => `
      const app = require('express')();
      ${mount}
      const server = app.listen(0, async () => {
        const { port } = server.address();
        console.log((await fetch(${request})).status);
        server.close();
      });`,
    hono: (mount: string) => `
      const app = new (require('hono').Hono)();
      ${mount}
      const port = 80;
      console.log((await app.request(${request})).status);`,
  };

  test.each(
    (['express', 'hono'] as const).flatMap((host) => kinds.map((type) => [host, type] as const)),
  )('answers in JavaScript, in %s as %s', async (host, type) => {
    const name = `run-${host}-${type}`;
    folder.write({ [`${name}/package.json`]: manifest({ [host]: '5' }, { type }) });
    const place = join(folder.path, name);
    const { files, server } = planInit(place, { host: null, storage: 'memory' });
    writePlanned(place, files);
    const [imports = '', mount = ''] = server?.lines ?? [];
    const require = "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);";
    folder.write({
      [`${name}/server.js`]: `${imports.replace('{ endWith,', '{ forge,')}
          ${type === 'module' ? require : ''}
          (async () => {
            const { accessToken } = await forge.sessions.issue({ userId: 'ada' });
            ${servers[host](mount)}
          })();`,
    });
    const { stdout, stderr } = await run(process.execPath, ['--env-file=.env.local', 'server.js'], { cwd: place });
    expect([stdout, stderr]).toEqual(['200\n', '']);
  });
});
