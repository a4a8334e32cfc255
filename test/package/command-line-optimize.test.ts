import { EventEmitter, once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { optimizeCommand } from '../../src/cli/optimize-command.js';
import { better, prompt } from '../fixtures/forge-with-model.js';
import { rewrite, verdict } from '../fixtures/model-answers.js';
import { answer, hanging, type ScriptedOpenai, startScriptedOpenai } from '../scripted-openai/index.js';
import { commandLineIn } from './command-line-process.js';

const server = new EventEmitter();
let folder: string;
let openai: ScriptedOpenai;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'promptforge-cli-'));
  await writeFile(join(folder, 'prompt.txt'), prompt);
  openai = await startScriptedOpenai(({ model, purpose, user }) => {
    if (model === 'never-answers' && purpose !== 'judge') {
      server.emit('asked');
      return hanging();
    }
    if (purpose === 'judge') return answer(verdict(user.includes(better) && model !== 'unmoved' ? 4 : 2));
    if (purpose !== 'compare') return answer(rewrite(better));
    const isFirst = user.includes(`"first":${JSON.stringify(better)}`);
    return answer({ for_first: '', for_second: '', better: isFirst ? 'first' : 'second' });
  });
});
afterAll(async () => {
  await openai.close();
  await rm(folder, { recursive: true, force: true });
});

const { start, ended, run } = commandLineIn(() => folder);
const withModel = (model = 'gpt-6-luna') => ({
  environment: { OPENAI_API_KEY: 'sk-test', OPENAI_BASE_URL: openai.baseUrl, OPENAI_MODEL: model },
});

describe('optimizing a file', () => {
  test('prints the better prompt and nothing else, and ends with 0', async () => {
    const { code, stdout, stderr } = await run(['optimize', 'prompt.txt', '--domain', 'saas'], withModel());
    expect([code, stdout, stderr]).toEqual([0, `${better}\n`, '']);
    expect(existsSync(join(folder, '.promptforge')), 'nothing is kept').toBe(false);
  });

  test('ends with 3 when the gate is not passed, and prints what there is', async () => {
    const { code, stdout, stderr } = await run(['optimize', 'prompt.txt'], withModel('unmoved'));
    expect([code, stderr]).toEqual([3, '']);
    expect(stdout.trim().length).toBeGreaterThan(10);
  });

  test('takes standard input, and prints the whole result with --json', async () => {
    const { code, stdout } = await run(['optimize', '-', '--json', '--output-format', 'json'], {
      ...withModel(),
      stdin: prompt,
    });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      engine: 'model',
      original: { prompt },
      optimized: { prompt: better },
      gate: { outcome: 'pass' },
      sevenD: { values: { domain: 'generic', output_format: 'json' } },
    });
  });

  test('writes a file instead, and none when it fails', async () => {
    const done = await run(['optimize', 'prompt.txt', '--out', 'better.txt'], withModel());
    expect([done.code, done.stdout]).toEqual([0, '']);
    expect(await readFile(join(folder, 'better.txt'), 'utf8')).toBe(`${better}\n`);
    const failed = await run(['optimize', 'prompt.txt', '--out', 'none.txt', '--scale', 'vast'], withModel());
    expect([failed.code, failed.stderr]).toEqual([1, expect.stringMatching(/^\nseven_d_invalid: .*scale/)]);
    expect(existsSync(join(folder, 'none.txt'))).toBe(false);
  });

  test('applies the rules without a model', async () => {
    const { code, stdout } = await run(['optimize', 'prompt.txt', '--json']);
    const { engine, gate } = JSON.parse(stdout);
    expect(engine).toBe('rules');
    expect(code).toBe(gate.outcome === 'pass' ? 0 : 3);
  });

  test.each([
    [['optimize']],
    [['optimize', 'missing.txt']],
    [['optimize', 'prompt.txt', '--out', 'missing/better.txt']],
    [['optimize', 'prompt.txt', '--out', '.']],
  ])('%j ends with 2 before the model is asked', async (words) => {
    const before = openai.requests.length;
    const { code, stdout, stderr } = await run(words, withModel());
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^\nrequest_invalid: /);
    expect(openai.requests).toHaveLength(before);
  });

  test('ends with 130 on Ctrl-C, and tells what had been used', async () => {
    const asked = once(server, 'asked');
    const child = start(['optimize', 'prompt.txt'], withModel('never-answers'));
    const ending = ended(child);
    await asked;
    child.kill('SIGINT');
    const { code, stdout, stderr } = await ending;
    expect([code, stdout]).toEqual([130, '']);
    expect(stderr).toMatch(/^\nrun_canceled: .* Used until then: [1-9]\d* model calls, [1-9]\d* tokens, /);
  });

  test('tells of its steps where somebody watches', async () => {
    const told: string[] = [];
    const printed: string[] = [];
    const code = await optimizeCommand([join(folder, 'prompt.txt')], new AbortController().signal, {
      environment: withModel().environment,
      print: (text) => void printed.push(text),
      tell: (line) => void told.push(line),
      showProgress: () => {},
    });
    expect([code, printed]).toEqual([0, [better]]);
    expect(told.at(0)).toMatch(/^ {2}session/);
    expect(told.at(-1)).toMatch(/^ {2}settled/);
  });
});
