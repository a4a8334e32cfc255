import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyCommand } from '../../src/cli/bundles/verify-command.js';
import { optimizeCommand } from '../../src/cli/optimize-command.js';
import type { WatchedTerminal } from '../../src/cli/terminal.js';
import { bundleOf } from '../fixtures/exported-run.js';
import { better, prompt } from '../fixtures/forge-with-model.js';
import { rewrite, verdict } from '../fixtures/model-answers.js';
import { rejection } from '../fixtures/rejection.js';
import { answer, type ScriptedOpenai, startScriptedOpenai } from '../scripted-openai/index.js';

const email = 'ada.lovelace@initech.example.com';
let folder: string;
let openai: ScriptedOpenai;
const at = (...parts: readonly string[]) => join(folder, ...parts);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'promptforge-verify-'));
  await writeFile(at('prompt.txt'), prompt);
  openai = await startScriptedOpenai(({ model, purpose, user }) => {
    const best = model === 'tells-names' ? `${better} Send it to ${email}.` : better;
    if (purpose === 'judge') return answer(verdict(user.includes(better) && model !== 'unmoved' ? 4 : 2));
    if (purpose !== 'compare') return answer(rewrite(best));
    const isFirst = user.includes(`"first":${JSON.stringify(best)}`);
    return answer({ for_first: '', for_second: '', better: isFirst ? 'first' : 'second' });
  });
});
afterAll(async () => {
  await openai.close();
  await rm(folder, { recursive: true, force: true });
});

type Command = (words: readonly string[], signal: AbortSignal, terminal: WatchedTerminal) => Promise<number>;

async function run(command: Command, words: readonly string[], model = 'gpt-6-luna') {
  const printed: string[] = [];
  const terminal: WatchedTerminal = {
    environment: { OPENAI_API_KEY: 'sk-test', OPENAI_BASE_URL: openai.baseUrl, OPENAI_MODEL: model },
    print: (text) => void printed.push(text),
    tell: () => {},
    showProgress: () => {},
  };
  const code = await command(words, new AbortController().signal, terminal);
  return { code, text: printed.join('\n') };
}

const verify = (...words: readonly string[]) => run(verifyCommand, words);
const optimize = (words: readonly string[], model?: string) => run(optimizeCommand, words, model);

async function unpacked(name: string, changes: Readonly<Record<string, string | null>> = {}): Promise<string> {
  const { files } = await bundleOf();
  await mkdir(at(name), { recursive: true });
  for (const [path, bytes] of files)
    if (changes[path] !== null) await writeFile(at(name, path), changes[path] ?? bytes);
  for (const [path, text] of Object.entries(changes)) if (text !== null) await writeFile(at(name, path), text);
  return at(name);
}

describe('promptforge verify', () => {
  test('takes an archive and a folder that are whole', async () => {
    const { archive, manifest } = await bundleOf();
    await writeFile(at('whole.zip'), archive);
    const whole = `Bundle ${manifest.bundleId} of run "run-1" is whole: 4 files and their manifest.`;
    expect(await verify(at('whole.zip'))).toEqual({ code: 0, text: whole });
    expect(await verify(await unpacked('whole'))).toEqual({ code: 0, text: whole });
    const { code, text } = await verify(at('whole.zip'), '--json');
    expect([code, JSON.parse(text)]).toEqual([0, { ok: true, bundleId: manifest.bundleId, manifest, problems: [] }]);
  });

  test('tells what is wrong, file by file', async () => {
    const changed = await unpacked('changed', { 'prompt.txt': 'Other.', 'prompt.md': null, 'no\u001b[2Jtes': '' });
    await mkdir(join(changed, 'inner'));
    await symlink(at('prompt.txt'), join(changed, 'link.txt'));
    const { code, text } = await verify(changed);
    expect(code).toBe(1);
    expect(text.split('\n').toSorted()).toEqual([
      '"inner/" does not belong to the bundle.',
      '"link.txt" does not belong to the bundle.',
      '"no\\u001b[2Jtes" does not belong to the bundle.',
      '"prompt.md" is missing.',
      '"prompt.txt" is not as it was exported.',
    ]);
    const json = JSON.parse((await verify(changed, '--json')).text) as { ok: boolean; problems: readonly object[] };
    expect([json.ok, json.problems.length]).toEqual([false, 5]);
  });

  test('does not follow a link to a file that is listed', async () => {
    const linked = await unpacked('linked', { 'prompt.txt': null });
    const { files } = await bundleOf();
    await writeFile(at('elsewhere.txt'), files.get('prompt.txt') ?? '');
    await symlink(at('elsewhere.txt'), join(linked, 'prompt.txt'));
    expect(await verify(linked)).toEqual({ code: 1, text: '"prompt.txt" is not as it was exported.' });
  });

  test('knows what is no bundle, and what was changed in an archive', async () => {
    const { archive } = await bundleOf();
    await writeFile(at('changed.zip'), archive.with(10, (archive[10] ?? 0) ^ 1));
    expect(await verify(at('changed.zip'))).toEqual({ code: 1, text: 'It is not as it was exported.' });
    const text = 'It is no bundle of PromptForge, or its manifest is not.';
    expect(await verify(at('prompt.txt'))).toEqual({ code: 1, text });
    await writeFile(at('huge.zip'), new Uint8Array(33_554_433));
    expect(await verify(at('huge.zip'))).toEqual({ code: 1, text: 'It is larger than bundles are.' });
  });

  test.each([
    ['no path', []],
    ['two paths', ['a', 'b']],
    ['a flag that is none', ['a', '--deep']],
    ['a path where nothing is', ['/nowhere/at/all.zip']],
  ])('refuses %s', async (_, words) => {
    expect((await rejection(verify(...words))).code).toBe('request_invalid');
  });

  test('has a help', async () => {
    expect(await verify('--help')).toMatchObject({ code: 0, text: expect.stringContaining('promptforge verify PATH') });
  });
});

describe('promptforge optimize --bundle', () => {
  test('exports a run that has passed to an archive that is whole', async () => {
    const path = at('run.zip');
    expect(await optimize([at('prompt.txt'), '--bundle', path])).toEqual({ code: 0, text: better });
    expect(await verify(path)).toMatchObject({ code: 0 });
  });

  test('exports it to a folder that is new or empty', async () => {
    for (const name of ['new', 'empty']) {
      if (name === 'empty') await mkdir(at(name));
      expect(await optimize([at('prompt.txt'), '--bundle', at(name)])).toMatchObject({ code: 0 });
      expect((await readdir(at(name))).length).toBe(5);
      expect(await readFile(at(name, 'prompt.txt'), 'utf8')).toBe(better);
      expect(await verify(at(name))).toMatchObject({ code: 0 });
    }
  });

  test('exports nothing that has not passed', async () => {
    expect(await optimize([at('prompt.txt'), '--bundle', at('unmoved.zip')], 'unmoved')).toMatchObject({ code: 3 });
    expect(await readdir(folder)).not.toContain('unmoved.zip');
  });

  test('exports personal data only as stand-ins', async () => {
    const words = [at('prompt.txt'), '--bundle', at('names')];
    const error = await rejection(optimize(words, 'tells-names'));
    expect(error.code).toBe('bundle_personal_data');
    expect(await readdir(folder)).not.toContain('names');
    // A program gets one document, with the prompt that was paid for and why it was not exported.
    const json = await optimize([...words, '--json'], 'tells-names');
    expect(json.code).toBe(1);
    expect(JSON.parse(json.text)).toMatchObject({
      optimized: { prompt: expect.stringContaining(email) },
      bundleError: { code: 'bundle_personal_data' },
    });
    expect(await optimize([...words, '--redact'], 'tells-names')).toMatchObject({ code: 0 });
    const text = await readFile(at('names', 'prompt.txt'), 'utf8');
    expect([text.includes(email), text.includes('[email_address:1]')]).toEqual([false, true]);
    expect(await verify(at('names'))).toMatchObject({ code: 0 });
  });

  test.each([
    ['a folder with files in it', () => [at('prompt.txt'), '--bundle', folder]],
    ['a folder that is not there', () => [at('prompt.txt'), '--bundle', at('nowhere', 'run.zip')]],
    ['an archive that is a folder', () => [at('prompt.txt'), '--bundle', at('folder.zip')]],
    ['no path', () => [at('prompt.txt'), '--bundle', ' ']],
    ['--redact without it', () => [at('prompt.txt'), '--redact']],
  ])('refuses %s before anything is spent', async (_, words) => {
    await mkdir(at('folder.zip'), { recursive: true });
    const asked = openai.requests.length;
    expect((await rejection(optimize(words()))).code).toBe('request_invalid');
    expect(openai.requests.length).toBe(asked);
  });
});
