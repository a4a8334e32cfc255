import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { parse } from 'csv-parse/sync';
import { afterEach, describe, expect, test } from 'vitest';
import { pgliteStorage } from '../../adapters/pglite/index.js';
import { postgresStorage } from '../../adapters/postgres/index.js';
import { exportCommand } from '../../src/cli/bundles/export-command.js';
import { completeRun } from '../../src/testing/storage-contract/fixtures/reserve-run.js';
import { rejection } from '../fixtures/rejection.js';
import { migratedDatabase } from '../postgres-server/index.js';

const cleanUps: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'promptforge-export-'));
  cleanUps.push(() => rm(made, { recursive: true, force: true }));
  return made;
}

async function database(runs: readonly (readonly [string, string])[]): Promise<string> {
  const made = await migratedDatabase();
  cleanUps.push(() => made.drop());
  const storage = postgresStorage({ connectionString: made.url });
  for (const [orgId, userId] of runs) await completeRun(storage, { orgId }, { userId });
  await storage.close();
  return made.url;
}

function exporting(
  url: string,
  words: readonly string[],
  { signal = new AbortController().signal, onWrite = () => {} } = {},
) {
  const pieces: Buffer[] = [];
  const progress: (string | null)[] = [];
  const output = new Writable({
    write(piece: Buffer, _encoding, done) {
      pieces.push(piece);
      onWrite();
      done();
    },
  });
  const terminal = {
    environment: { DATABASE_URL: url },
    print: (text: string) => void pieces.push(Buffer.from(text)),
    tell: (line: string) => void progress.push(line),
    showProgress: (line: string | null) => void progress.push(line),
  };
  const ending = exportCommand(words, signal, terminal, output);
  return { ending, progress, output, written: () => Buffer.concat(pieces).toString('utf8') };
}

const people = (csv: string) =>
  (parse(csv, { columns: true }) as { orgId: string; userId: string }[]).map(({ orgId, userId }) => [orgId, userId]);
const runs = [
  ['acme', 'ada'],
  ['acme', 'bob'],
  ['other', 'eve'],
] as const;

describe('exports from the command line', () => {
  test('write all runs of a database to standard output, or those that are asked for', async () => {
    const url = await database(runs);
    const whole = exporting(url, []);
    expect(await whole.ending).toBe(0);
    expect(people(whole.written())).toEqual(runs);
    expect(whole.output.writableEnded).toBe(false);
    expect(whole.progress).toEqual(['3 runs ...', null, '3 runs written.']);
    const some = exporting(url, ['--org', 'acme', '--user', 'bob', '--format', 'jsonl']);
    expect(await some.ending).toBe(0);
    expect(
      some
        .written()
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toMatchObject([{ userId: 'bob' }]);
    const none = exporting(url, ['--to', '2020-01-01']);
    expect([await none.ending, people(none.written())]).toEqual([0, []]);
  });

  test('write a file that is there once it is whole, from a folder of PGlite, too', async () => {
    const at = await folder();
    const storage = pgliteStorage({ dataDir: join(at, 'data') });
    await storage.setup();
    await completeRun(storage, { orgId: 'acme' }, { userId: 'ada' });
    await storage.close();
    const file = join(at, 'runs.csv');
    const { ending, written } = exporting('', ['--data-dir', join(at, 'data'), '--output', file]);
    expect([await ending, written()]).toEqual([0, '']);
    expect(people(await readFile(file, 'utf8'))).toEqual([['acme', 'ada']]);
    expect(readdirSync(at).toSorted()).toEqual(['data', 'runs.csv']);
  });

  test('leave nothing behind when they are interrupted', async () => {
    const url = await database(runs);
    const at = await folder();
    const stopping = new AbortController();
    stopping.abort();
    const file = join(at, 'runs.csv');
    expect((await rejection(exporting(url, ['--output', file], { signal: stopping.signal }).ending)).code).toBe(
      'run_canceled',
    );
    expect([existsSync(file), readdirSync(at)]).toEqual([false, []]);
  });

  test('end well when their reader wants no more', async () => {
    const url = await database(runs);
    const { ending, output } = exporting(url, [], {
      onWrite: () => output.destroy(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' })),
    });
    expect(await ending).toBe(0);
  });

  test('say what cannot be written, and need words that are right', async () => {
    const url = await database([]);
    const at = await folder();
    const refused = exporting(url, ['--output', join(at, 'nowhere', 'runs.csv')]);
    expect(await rejection(refused.ending)).toMatchObject({
      code: 'request_invalid',
      message: 'The file of --output cannot be written: ENOENT.',
    });
    const help = exporting(url, ['--help']);
    expect([await help.ending, help.written()]).toEqual([0, expect.stringContaining('--format NAME')]);
  });
});
