import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { migrations } from '../../../../adapters/sql/index.js';
import { writeMigrations } from '../../../../src/cli/migrate/write-migrations.js';
import { rejection } from '../../../fixtures/rejection.js';

const names = migrations.map(({ name }) => `${name}.sql`);
const [first = '', second = ''] = names;

let parent: string;
let folder: string;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'promptforge-migrations-'));
  folder = join(parent, 'supabase', 'migrations');
});
afterEach(() => rm(parent, { recursive: true, force: true }));

describe('the migrations in a folder', () => {
  test('are those of the library, byte for byte, under names that the Supabase CLI takes', async () => {
    expect(await writeMigrations(folder, migrations)).toEqual({ written: names, kept: [] });
    expect((await readdir(folder)).sort()).toEqual(names);
    const source = join(import.meta.dirname, '../../../../adapters/sql/migrations');
    for (const name of names) {
      expect(name).toMatch(/^\d{14}_[a-z_]+\.sql$/);
      expect(await readFile(join(folder, name))).toEqual(await readFile(join(source, name)));
    }
  });

  test('stay when they are there, and so does what is of others', async () => {
    await writeMigrations(folder, migrations);
    await writeFile(join(folder, '20200101000000_mine.sql'), 'select 1;');
    await rm(join(folder, second));
    const kept = names.filter((name) => name !== second);
    expect(await writeMigrations(folder, migrations)).toEqual({ written: [second], kept });
    expect(await readFile(join(folder, '20200101000000_mine.sql'), 'utf8')).toBe('select 1;');
  });

  test('may end their lines as a checkout on Windows does', async () => {
    await writeMigrations(folder, migrations);
    const path = join(folder, first);
    const text = (await readFile(path, 'utf8')).replaceAll('\n', '\r\n');
    await writeFile(path, text);
    expect(await writeMigrations(folder, migrations)).toEqual({ written: [], kept: names });
    expect(await readFile(path, 'utf8')).toBe(text);
  });

  test.each([
    ['a file of ours with another content', second, 'drop table everything;'],
    ['a file of the same time under another name', second.replace('_', '_other_'), String(migrations[1]?.sql)],
  ])('are not written beside %s: nothing is', async (_what, name, content) => {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, name), content);
    const { code, message } = await rejection(writeMigrations(folder, migrations));
    expect(code).toBe('config_invalid');
    expect(message).toContain(join(folder, name));
    expect(message).toContain('nothing was written');
    expect(await readdir(folder)).toEqual([name]);
    expect(await readFile(join(folder, name), 'utf8')).toBe(content);
  });

  test('are taken back when one cannot be written', async () => {
    const impossible = { name: '29990101000000_in/no_folder', sql: 'select 1;' };
    const { code, message } = await rejection(writeMigrations(folder, [...migrations, impossible]));
    expect([code, message]).toEqual(['config_invalid', expect.stringMatching(/cannot be read or written \(ENOENT\)/)]);
    expect(await readdir(folder)).toEqual([]);
  });

  test.each([
    '/proc/promptforge/migrations',
    join(import.meta.filename, 'migrations'),
  ])('cannot go to %s, which is said', async (impossible) => {
    const { code, message } = await rejection(writeMigrations(impossible, migrations));
    expect([code, message]).toEqual(['config_invalid', expect.stringMatching(/Mend its permissions/)]);
  });
});
