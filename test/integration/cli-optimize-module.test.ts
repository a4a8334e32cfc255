import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyCommand } from '../../src/cli/bundles/verify-command.js';
import { optimizeCommand } from '../../src/cli/optimize-command.js';
import type { WatchedTerminal } from '../../src/cli/terminal.js';
import { starterModules } from '../../src/modules.js';
import { releaseNotes } from '../fixtures/modules/release-notes.js';
import { rejection } from '../fixtures/rejection.js';

let folder: string;
const at = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'promptforge-optimize-module-'));
  await writeFile(at('module.json'), JSON.stringify(releaseNotes));
  await writeFile(at('wrong.json'), JSON.stringify({ ...releaseNotes, version: 'one' }));
  await writeFile(at('changes.txt'), 'Export as CSV\n\n  Faster search\n');
  await writeFile(at('product.txt'), 'Ledgerly');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function ran(command: typeof optimizeCommand | typeof verifyCommand, words: readonly string[]) {
  const printed: string[] = [];
  const terminal: WatchedTerminal = {
    environment: {},
    print: (text) => void printed.push(text),
    tell: () => {},
    showProgress: () => {},
  };
  const code = await command(words, new AbortController().signal, terminal);
  return { code, text: printed.join('\n') };
}

const optimize = (...words: readonly string[]) => ran(optimizeCommand, ['--engine', 'rules', ...words]);

describe('promptforge optimize --module', () => {
  test('works on the prompt that a module of a file makes of its inputs, those in files included', async () => {
    const inputs = ['--input-file', `product=${at('product.txt')}`, '--input-file', `changes=${at('changes.txt')}`];
    const { code, text } = await optimize('--module', at('module.json'), ...inputs, '--input', 'changes=Dark mode');
    expect(code).toBe(0);
    expect(text).toContain('release notes of Ledgerly');
    // Words of the command line come first, whatever their order among the flags.
    expect(text).toContain('- Dark mode\n- Export as CSV\n- Faster search');
  });

  test('works on any module of the starter catalogue, those of larger plans included', async () => {
    const module = starterModules.find(({ minimumPlanId }) => minimumPlanId === 'enterprise') ?? starterModules[0];
    const inputs = Object.entries(module?.example ?? {}).flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value]).flatMap((one) => ['--input', `${name}=${one}`]),
    );
    const { code, text } = await optimize('--module', module?.id ?? '', ...inputs, '--json', '--bundle', at('run.zip'));
    expect(code).toBe(0);
    expect(JSON.parse(text)).toMatchObject({ module: { id: module?.id }, gate: { outcome: 'pass' } });
    expect(await ran(verifyCommand, [at('run.zip')])).toMatchObject({ code: 0 });
  });

  test('lets the caller change its 7D parameters', async () => {
    const inputs = ['--input', 'product=Ledgerly', '--input', 'changes=Dark mode'];
    const words = ['--module', at('module.json'), ...inputs, '--urgency', 'crisis', '--json'];
    const { sevenD } = JSON.parse((await optimize(...words)).text);
    expect(sevenD.values).toMatchObject({ domain: 'saas', urgency: 'crisis', output_format: 'md' });
    const error = await rejection(optimize(...words, '--output-format', 'json'));
    expect(error).toMatchObject({ code: 'seven_d_invalid' });
  });

  test.each([
    ['an id that is none', () => ['--module', 'nothing'], 'request_invalid'],
    ['a file that is not there', () => ['--module', at('nowhere.json')], 'request_invalid'],
    ['a file that is no JSON', () => ['--module', at('product.txt')], 'request_invalid'],
    ['a module that is wrong', () => ['--module', at('wrong.json')], 'module_invalid'],
    ['inputs that are missing', () => ['--module', at('module.json')], 'module_input_invalid'],
    [
      'a file of an input that is not there',
      () => ['--module', at('module.json'), '--input-file', 'product=no.txt'],
      'request_invalid',
    ],
  ])('refuses %s', async (_, words, code) => {
    expect(await rejection(optimize(...words()))).toMatchObject({ code });
  });
});
