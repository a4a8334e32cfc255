import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { better, prompt } from '../fixtures/forge-with-model.js';
import { rewrite, verdict } from '../fixtures/model-answers.js';
import { answer, type ScriptedOpenai, startScriptedOpenai } from '../scripted-openai/index.js';
import { commandLineIn } from './command-line-process.js';

let folder: string;
let openai: ScriptedOpenai;
/** The keys that the model was asked with, one for each run. */
const keys = () => [...new Set(openai.requests.map(({ headers }) => headers.authorization))];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'promptforge-cli-'));
  openai = await startScriptedOpenai(({ purpose, user }) => {
    if (purpose === 'judge') return answer(verdict(user.includes(better) ? 4 : 2));
    if (purpose !== 'compare') return answer(rewrite(better));
    return answer({ for_first: '', for_second: '', better: 'tie' });
  });
  await writeFile(
    join(folder, '.env'),
    `OPENAI_API_KEY=sk-of-env\nOPENAI_BASE_URL=${openai.baseUrl}\nOPENAI_MODEL=one\n`,
  );
  await writeFile(join(folder, '.env.local'), 'OPENAI_API_KEY="sk-of-env-local"\n');
  await writeFile(join(folder, 'staging.env'), 'DATABASE_URL=mysql://canary@127.0.0.1/shop\n');
});
afterAll(async () => {
  await openai.close();
  await rm(folder, { recursive: true, force: true });
});

const { run } = commandLineIn(() => folder);
const demo = (...words: readonly string[]) => ['demo', '--memory', prompt, ...words];

/** One story, told in order: each test looks at the keys that came before it, too. */
describe.sequential('the variables of a command', () => {
  test('come from .env.local and .env of its folder', async () => {
    const { code, stdout, stderr } = await run(demo());
    expect([code, stderr, stdout]).toEqual([
      0,
      '',
      expect.stringContaining('Steps, by the model one; nothing is kept'),
    ]);
    expect(keys()).toEqual(['Bearer sk-of-env-local']);
  });

  test('come from the environment first', async () => {
    const environment = { OPENAI_API_KEY: 'sk-of-the-environment', OPENAI_MODEL: 'two' };
    const { code, stdout } = await run(demo(), { environment });
    expect([code, stdout]).toEqual([0, expect.stringContaining('by the model two')]);
    expect(keys()).toEqual(['Bearer sk-of-env-local', 'Bearer sk-of-the-environment']);
  });

  test('can be switched off for one command', async () => {
    const { code, stdout } = await run(demo(), { environment: { OPENAI_API_KEY: '', OPENAI_BASE_URL: '' } });
    expect([code, stdout]).toEqual([0, expect.stringContaining('by rules, since OPENAI_API_KEY is not set')]);
  });

  test('come from the file that is named instead', async () => {
    const { stdout } = await run(demo('--env-file', 'staging.env'));
    expect(stdout).toContain('by rules, since OPENAI_API_KEY is not set');
    const { code, stderr } = await run(['doctor', '--env-file=staging.env']);
    expect([code, stderr]).toEqual([2, expect.stringMatching(/^\nrequest_invalid: DATABASE_URL is not the URL of a/)]);
    expect(stderr).not.toContain('canary');
    expect(keys()).toHaveLength(2);
  });

  test('cannot come from a file that is not there', async () => {
    const { code, stdout, stderr } = await run(['migrate', 'status', '--env-file', 'missing.env']);
    // Some versions of Node read this flag behind the name of a script as well, and then end with 9 before it starts.
    expect([2, 9]).toContain(code);
    expect([stdout, stderr]).toEqual(['', expect.stringMatching(/missing\.env(: not found| cannot be read)/)]);
  });

  test('are told of by the help', async () => {
    expect((await run(['--help'])).stdout).toContain('--env-file FILE, with any command');
  });
});
