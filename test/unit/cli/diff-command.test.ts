import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { diffCommand } from '../../../src/cli/diff-command.js';
import { rejection } from '../../fixtures/rejection.js';

let folder: string;
const place = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'promptforge-diff-'));
  await writeFile(place('before.txt'), 'Plan the launch.');
  await writeFile(place('after.txt'), 'Plan the rollout.');
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function diff(words: readonly string[], isColored = false, environment: Record<string, string> = {}) {
  const printed: string[] = [];
  const print = (text: string) => void printed.push(text);
  const code = await diffCommand(words, new AbortController().signal, { environment, isColored, print });
  return { code, text: printed.join('\n') };
}

test('prompts that differ are shown by words, with colors on a terminal alone and where they are wanted', async () => {
  const files = [place('before.txt'), place('after.txt')];
  const plain = { code: 1, text: 'Plan the [-launch-]{+rollout+}.' };
  expect(await diff(files)).toEqual(plain);
  expect(await diff(files, true, { NO_COLOR: '1' })).toEqual(plain);
  const colored = 'Plan the \u001b[31mlaunch\u001b[39m\u001b[32mrollout\u001b[39m.';
  expect(await diff(files, true)).toEqual({ code: 1, text: colored });
});

test('prompts that are equal print nothing, and end with 0', async () => {
  expect(await diff([place('after.txt'), place('after.txt')])).toEqual({ code: 0, text: '' });
});

test('--json tells the parts and the counts, for equal prompts too', async () => {
  const [before, after] = [place('before.txt'), place('after.txt')];
  const { code, text } = await diff([before, after, '--json'], true);
  expect(code).toBe(1);
  expect(JSON.parse(text)).toEqual({
    ...{ before, after, equal: false, inserted: 1, deleted: 1 },
    parts: [
      { type: 'equal', text: 'Plan the ' },
      { type: 'delete', text: 'launch' },
      { type: 'insert', text: 'rollout' },
      { type: 'equal', text: '.' },
    ],
  });
  const same = await diff([before, before, '--json']);
  expect([same.code, JSON.parse(same.text)]).toMatchObject([0, { equal: true, inserted: 0, deleted: 0 }]);
});

test.each([
  ['no file', []],
  ['one file', ['a.txt']],
  ['three files', ['a.txt', 'b.txt', 'c.txt']],
  ['standard input twice', ['-', '-']],
  ['an option that is none', ['a.txt', 'b.txt', '--color']],
  ['a file that is not there', ['/nowhere/a.txt', '/nowhere/b.txt']],
])('%s is refused', async (_, words) => {
  expect((await rejection(diff(words))).code).toBe('request_invalid');
});

test('--help tells what it does', async () => {
  expect(await diff(['--help'])).toMatchObject({
    code: 0,
    text: expect.stringContaining('promptforge diff FILE FILE'),
  });
});
