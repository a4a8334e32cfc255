import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fences } from '../docs/fences.js';

const execute = promisify(execFile);

const units = fences.filter(({ place, info }) => place.startsWith('docs/deploying.md:') && info === 'ini');
const names = ['prompt-server.service', 'prompt-upkeep.service', 'prompt-upkeep.timer'];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'promptforge-units-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('systemd has nothing to say against the units of the page', async () => {
  expect(units).toHaveLength(names.length);
  const paths = names.map((name) => join(folder, name));
  for (const [at, path] of paths.entries()) await writeFile(path, units[at]?.code ?? '');
  // It exits with 0 for a setting that it does not know, and says so.
  const { stdout, stderr } = await execute('systemd-analyze', ['verify', '--man=no', ...paths]);
  expect(stdout + stderr).toBe('');
});
