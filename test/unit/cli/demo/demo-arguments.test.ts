import { describe, expect, test } from 'vitest';
import { demoHelp, parseDemoArguments } from '../../../../src/cli/demo/demo-arguments.js';
import { sevenDParameters } from '../../../../src/index.js';
import { refusal } from '../../../fixtures/rejection.js';

describe('the arguments of the demo', () => {
  test('may all be left out', () => {
    expect(parseDemoArguments([])).toEqual({
      prompt: null,
      file: null,
      sevenD: {},
      plan: null,
      user: 'demo',
      dataDir: '.promptforge',
      engine: null,
      json: false,
      help: false,
    });
  });

  test('may all be given, in any order', () => {
    const words =
      '--plan pro --domain saas --json a-prompt --output-format=md --scale smb --urgency low --complexity expert ' +
      '--resources minimal --application audit --user ada --engine rules --data-dir /data -h';
    expect(parseDemoArguments(words.split(' '))).toEqual({
      prompt: 'a-prompt',
      file: null,
      sevenD: {
        domain: 'saas',
        output_format: 'md',
        scale: 'smb',
        urgency: 'low',
        complexity: 'expert',
        resources: 'minimal',
        application: 'audit',
      },
      plan: 'pro',
      user: 'ada',
      dataDir: '/data',
      engine: 'rules',
      json: true,
      help: true,
    });
  });

  test('leave the values of the parameters to the pipeline', () => {
    expect(parseDemoArguments(['--domain', 'space travel']).sevenD).toEqual({ domain: 'space travel' });
  });

  test('take - for standard input', () => {
    expect(parseDemoArguments(['-'])).toMatchObject({ prompt: null, file: '-' });
  });

  test('take a file instead of a prompt', () => {
    expect(parseDemoArguments(['--file', 'a.txt'])).toMatchObject({ prompt: null, file: 'a.txt' });
  });

  test('take what follows -- for a prompt, whatever it looks like', () => {
    expect(parseDemoArguments(['--', '--json']).prompt).toBe('--json');
  });

  test('keep an empty prompt, for the pipeline to refuse', () => {
    expect(parseDemoArguments(['']).prompt).toBe('');
  });

  test('prefer --memory to --data-dir', () => {
    expect(parseDemoArguments(['--memory', '--data-dir', 'x']).dataDir).toBe(null);
  });

  test.each<readonly [words: string[], message: RegExp]>([
    [['write', 'a', 'mail'], /one argument, in quotes/],
    [['a prompt', '--file', 'a.txt'], /either a prompt or --file/],
    [['-', '--file', 'a.txt'], /either a prompt or --file/],
    [['--engine', 'gpt'], /--engine is model or rules/],
    [['--engine', ''], /--engine is model or rules/],
    [['--colour', 'red'], /--colour/],
    [['-x'], /-x/],
    [['--domain'], /--domain/],
    [['--file'], /--file/],
    [['--json=yes'], /--json/],
    [['--output_format', 'md'], /--output_format/],
  ])('%j are refused, with a way to learn more', async (words, message) => {
    const { code, message: text } = await refusal(() => parseDemoArguments(words));
    expect(code).toBe('request_invalid');
    expect(text).toMatch(message);
    expect(text).toMatch(/See: promptforge demo --help$/);
  });
});

test('the help names every flag', () => {
  const flags = sevenDParameters.map((name) => `--${name.replaceAll('_', '-')}`);
  for (const flag of [
    ...flags,
    '--file',
    '--plan',
    '--user',
    '--engine',
    '--data-dir',
    '--memory',
    '--json',
    '--help',
  ]) {
    expect(demoHelp).toContain(flag);
  }
});
