import { expect, test } from 'vitest';
import { sevenDCommand } from '../../../src/cli/seven-d-command.js';
import { sevenDParameters, sevenDValues } from '../../../src/domain/seven-d/seven-d.js';
import { rejection } from '../../fixtures/rejection.js';

async function printed(...words: readonly string[]) {
  const lines: string[] = [];
  const terminal = { environment: {}, print: (text: string) => void lines.push(text) };
  expect(await sevenDCommand(words, new AbortController().signal, terminal)).toBe(0);
  return lines.join('\n');
}

test('seven-d lists every value of every parameter with what it stands for', async () => {
  const text = await printed();
  for (const parameter of sevenDParameters) {
    expect(text).toContain(`${parameter}\n`);
    for (const value of sevenDValues[parameter]) expect(text).toMatch(new RegExp(`^  ${value} +[A-Z].*\\.$`, 'm'));
  }
});

test('seven-d completes parameters, tells what was filled in and what a score has to reach', async () => {
  const text = await printed('--domain', 'Medical', '--output-format', 'md', '--urgency', 'low');
  expect(text).toMatch(/^domain +healthcare$/m);
  expect(text).toMatch(/^urgency +low$/m);
  expect(text).toMatch(/^scale +corporate {2}\(by default\)$/m);
  expect(text).toContain('composite at least 80, clarity at least 85, execution at least 85, ambiguity at most 15');
});

test('seven-d answers machines in JSON', async () => {
  expect(JSON.parse(await printed('--json'))).toMatchObject({ ruleset: { domain: { saas: { name: 'SaaS' } } } });
  const completed = JSON.parse(await printed('--domain', 'saas', '--output-format', 'md', '--json'));
  expect(completed).toMatchObject({ values: { scale: 'startup' }, thresholds: { composite: 80 } });
});

test.each([
  ['a value that is in no list', ['--domain', 'pirates', '--output-format', 'md'], 'seven_d_invalid'],
  ['a format without a domain', ['--output-format', 'md'], 'seven_d_invalid'],
  ['a flag it does not have', ['--color', 'red'], 'request_invalid'],
  ['a word it does not take', ['saas'], 'request_invalid'],
])('seven-d refuses %s', async (_what, words, code) => {
  expect(await rejection(printed(...words))).toMatchObject({ code });
});

test('seven-d tells how it is used', async () => {
  expect(await printed('--help')).toContain('promptforge seven-d [options]');
});
