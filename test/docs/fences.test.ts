import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fences, root } from './fences.js';

const run = promisify(execFile);
const typescriptFences = fences.filter(({ info }) => info.split(' ')[0] === 'ts');
const runnable = typescriptFences.filter(({ info }) => info.split(' ').includes('run'));

/** Below the root, so that `promptforge` means the built package itself. */
let folder: string;

beforeAll(async () => {
  await mkdir(join(root, 'test-results'), { recursive: true });
  folder = await mkdtemp(join(root, 'test-results', 'documentation-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the documentation', () => {
  test('has code to check', () => {
    expect(typescriptFences.length).toBeGreaterThanOrEqual(3);
    expect(runnable.length).toBeGreaterThanOrEqual(1);
  });

  test('typechecks against the built package', async () => {
    const files = await Promise.all(
      typescriptFences.map(async ({ code, place }) => {
        const file = join(folder, `${place.replaceAll(/\W+/g, '-')}.ts`);
        await writeFile(file, `${code}\nexport {};\n`);
        return file;
      }),
    );
    const program = ts.createProgram(files, {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      types: ['node'],
      strict: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: true,
      noEmit: true,
    });
    const problems = ts.getPreEmitDiagnostics(program).map((problem) => {
      const text = ts.flattenDiagnosticMessageText(problem.messageText, ' ');
      return `${problem.file?.fileName.slice(folder.length + 1)}: ${text}`;
    });
    expect(problems).toEqual([]);
    // The compiler reads every fence, and the types they use.
  });

  test.each(runnable)('runs as written: $place', async ({ code, place }) => {
    const file = join(folder, `${place.replaceAll(/\W+/g, '-')}.mjs`);
    const { outputText } = ts.transpileModule(code, {
      compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
    });
    await writeFile(file, outputText);
    const { stdout, stderr } = await run(process.execPath, [file], { cwd: folder });
    expect(stderr).toBe('');
    expect(stdout).not.toBe('');
  });
});
