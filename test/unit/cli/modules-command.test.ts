import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { modulesCommand } from '../../../src/cli/modules-command.js';
import { starterModules } from '../../../src/modules.js';
import { caught } from '../../fixtures/caught.js';
import { releaseNotes } from '../../fixtures/modules/release-notes.js';

const folder = mkdtempSync(join(tmpdir(), 'promptforge-modules-'));
const file = join(folder, 'module.json');
afterAll(() => rmSync(folder, { recursive: true }));

async function ran(words: readonly string[], module: unknown = releaseNotes) {
  writeFileSync(file, JSON.stringify(module));
  const printed: string[] = [];
  const terminal = { print: (text: string) => printed.push(text) };
  const code = await modulesCommand(words, new AbortController().signal, terminal as never);
  return { code, text: printed.join('\n') };
}

describe('promptforge modules', () => {
  test('lists the starter catalogue', async () => {
    const { code, text } = await ran(['list']);
    expect(code).toBe(0);
    expect(text.split('\n').filter(Boolean)).toHaveLength(starterModules.length);
  });

  test('tells each problem of a module with its place, and fails', async () => {
    expect(await ran(['validate', file])).toEqual({ code: 0, text: 'The module is right.' });
    const { code, text } = await ran(['validate', file], { ...releaseNotes, version: 'one', process: ['{{nobody}}'] });
    expect(code).toBe(1);
    expect(text).toMatch(/^version: .*\(version_invalid\)$/m);
    expect(text).toMatch(/^process\.0: .*\{\{nobody\}\}.*\(placeholder_unknown\)$/m);
  });

  test('renders a module with inputs of their types', async () => {
    const inputs = ['product=Ledgerly', 'changes=One', 'changes=Two', 'words=120', 'known_issues=true'];
    const { code, text } = await ran(['render', file, ...inputs.flatMap((input) => ['--input', input])]);
    expect(code).toBe(0);
    expect(text).toContain('- One\n- Two');
    expect(text).toContain('at most 120 words');
    expect(text).toContain('List known issues: yes.');
    expect(await caught(ran(['render', file]))).toMatchObject({ code: 'module_input_invalid' });
  });

  test('shows a module as JSON', async () => {
    expect(JSON.parse((await ran(['show', file])).text)).toEqual(releaseNotes);
  });

  test.each([
    [[]],
    [['mend']],
    [['show']],
    [['list', 'x']],
    [['render', 'x', '--input', 'nothing']],
    [['show', 'nothing']],
  ])('refuses the words %j', async (words) => {
    expect(await caught(ran(words))).toMatchObject({ code: 'request_invalid' });
  });
});
