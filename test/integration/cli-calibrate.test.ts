import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { calibrateCommand } from '../../src/cli/calibrate/calibrate-command.js';
import { calibrationSet } from '../../src/scoring.js';
import { verdict } from '../fixtures/model-answers.js';
import { answer, type ScriptedOpenai, startScriptedOpenai, wrongKey } from '../scripted-openai/index.js';

const key = 'sk-test-never-to-be-printed';
let openai: ScriptedOpenai;
/** What is to be done once so many requests have come. */
let stopAfter: { readonly requests: number; readonly stop: () => void } | null = null;

beforeAll(async () => {
  openai = await startScriptedOpenai(({ headers, index }) => {
    if (index === stopAfter?.requests) stopAfter.stop();
    return headers.authorization === `Bearer ${key}`
      ? answer(verdict(2), { input: 1_000, output: 500 })
      : wrongKey('sk-wrong-****inted');
  });
});
afterAll(() => openai.close());

async function run(words: readonly string[], environment = {}, signal = new AbortController().signal) {
  const lines: string[] = [];
  const progress: (string | null)[] = [];
  const ending = await calibrateCommand(words, signal, {
    environment: { OPENAI_API_KEY: key, OPENAI_BASE_URL: openai.baseUrl, ...environment },
    print: (text) => void lines.push(text),
    tell: () => {},
    showProgress: (line) => void progress.push(line),
  }).catch((error: unknown) => error);
  const output = lines.join('\n');
  // Prompts are named and never shown.
  for (const { prompt } of calibrationSet) expect(output).not.toContain(prompt.slice(0, 30));
  expect(output).not.toContain(key);
  return { ending, output, lines, progress };
}

describe('the command line', () => {
  test('measures the model of the environment, and says beforehand what it can use', async () => {
    const before = openai.requests.length;
    const { ending, lines, output, progress } = await run(['--samples', '2', '--limit', '10']);
    expect(ending).toBe(0);
    expect(openai.requests.length - before).toBe(20);
    expect(lines[0]).toMatch(
      /^Calibration of gpt-6-luna: 10 prompts, 2 samples each: 20 calls, at most \d{5,} tokens and .+\.$/,
    );
    expect(output).toContain('All samples were taken.\n20 of 20 samples gave a score, 0 gave none.');
    // Everything was given 50, which is no order: label and given are told of all the same.
    expect(output).toMatch(/composite +- +- +\d+\.\d +\d+\.\d\.\.\d+\.\d +0\.0/);
    expect(output).toMatch(/\nfair +2 +\d\d\.\d +50\.0 +\d+\.\d +2\n/);
    expect(output).toMatch(/\nexcellent-[a-z-]+ +label \d\d\.\d, given 50\.0/);
    expect(output).toMatch(/== Cost\n20 calls, 30000 tokens, /);
    expect(progress.at(0)).toBe('1 of 20 samples');
    expect(progress.at(-1)).toBeNull();
  });

  test('prints one document of JSON and nothing else, when asked', async () => {
    const { ending, lines } = await run(['--json', '--samples', '1', '--limit', '5']);
    expect([ending, lines.length]).toEqual([0, 1]);
    expect(JSON.parse(String(lines[0]))).toMatchObject({
      judge: 'gpt-6-luna',
      plan: { prompts: 5, calls: 5 },
      stopReason: 'complete',
      samples: { asked: 5, valid: 5, invalid: 0 },
      agreement: {
        prompts: 5,
        tiers: [{ prompts: 1 }, { prompts: 1 }, { prompts: 1 }, { prompts: 1 }, { prompts: 1 }],
      },
      usage: { modelCalls: 5, inputTokens: 5_000, outputTokens: 2_500 },
    });
  });

  test('measures the rules engine without a key', async () => {
    const { ending, output } = await run(['--engine', 'rules'], { OPENAI_API_KEY: '', OPENAI_BASE_URL: '' });
    expect(ending).toBe(0);
    expect(output).toContain('Calibration of the rules engine: 40 prompts, 1 sample each, no calls, no cost.');
    expect(output).toContain('== Cost\nnothing: no model was asked');
  });

  test('never measures the rules in place of a model that has no key', async () => {
    const { ending, lines } = await run([], { OPENAI_API_KEY: '', OPENAI_BASE_URL: '' });
    expect(ending).toMatchObject({ code: 'model_key_missing' });
    expect(lines).toEqual([]);
  });

  test('fails where the model cannot be asked', async () => {
    const { ending, output } = await run(['--limit', '1'], { OPENAI_API_KEY: 'sk-wrong' });
    expect(ending).toBe(1);
    expect(output).toContain('Ended by model_auth_failed: ');
    expect(output).not.toContain('== Agreement');
  });

  test('ends with what was measured, when it is interrupted', async () => {
    const controller = new AbortController();
    stopAfter = { requests: openai.requests.length + 7, stop: () => controller.abort() };
    const words = ['--limit', '20', '--samples', '1', '--concurrency', '1'];
    const { ending, output } = await run(words, {}, controller.signal);
    expect(ending).toBe(1);
    expect(output).toContain('Canceled: this is what was measured until then.');
    expect(output).toContain('== Agreement');
  });

  test('refuses a limit of cost where no price is known', async () => {
    const { ending } = await run(['--max-cost', '0.50', '--limit', '1'], { OPENAI_MODEL: 'a-model-without-a-price' });
    expect(ending).toMatchObject({ code: 'model_price_unknown' });
  });

  test.each([
    [['--samples', '0']],
    [['--samples', '2.5']],
    [['--concurrency', '17']],
    [['--limit', '41']],
    [['--max-cost', '-1']],
    [['--max-cost', 'much']],
    [['--engine', 'both']],
    [['--unknown']],
    [['a-prompt']],
  ])('refuses %j', async (words) => {
    expect((await run(words)).ending).toMatchObject({
      code: 'request_invalid',
      message: expect.stringContaining('promptforge calibrate --help'),
    });
  });

  test('has help', async () => {
    const { ending, output } = await run(['--help']);
    expect(ending).toBe(0);
    expect(output).toContain('--max-cost DOLLARS');
  });
});
