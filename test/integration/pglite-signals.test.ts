import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PgliteSignals } from '../../adapters/pglite/pglite-signals.js';
import { until } from '../postgres-server/until.js';

let database: PGlite;

beforeAll(async () => {
  database = await PGlite.create();
});

afterAll(() => database.close());

const notify = (topic: string) => database.exec(`notify promptforge_events, '${topic}'`);

async function channels(): Promise<readonly unknown[]> {
  return (await database.query('select * from pg_listening_channels()')).rows;
}

test('each watcher hears of its topic until it stops, whatever another one throws', async () => {
  const signals = new PgliteSignals(() => database);
  const heard: string[] = [];
  const stopBroken = await signals.watch('a', () => {
    heard.push('broken');
    throw new Error('broken');
  });
  const stop = await signals.watch('a', () => heard.push('first'));
  const stopOther = await signals.watch('b', () => heard.push('other'));
  await notify('a');
  await until('both hear', () => heard.length === 2);
  await Promise.all([stop(), stop(), stopBroken()]);
  await notify('a');
  await notify('b');
  await until('the other hears', () => heard.includes('other'));
  expect(heard.toSorted()).toEqual(['broken', 'first', 'other']);
  await stopOther();
  expect(await channels()).toEqual([]);
});

test('one who begins while the last one stops is listened to', async () => {
  const signals = new PgliteSignals(() => database);
  for (let round = 0; round < 5; round += 1) {
    const stop = await signals.watch('a', () => {});
    const heard: string[] = [];
    const [next] = await Promise.all([signals.watch('a', () => heard.push('a')), stop()]);
    await notify('a');
    await until('it hears', () => heard.length === 1);
    await next();
  }
});

test('closing stops everybody, leaves the database open, and refuses later watchers', async () => {
  const signals = new PgliteSignals(() => database);
  await signals.watch('a', () => {});
  await signals.watch('b', () => {});
  await Promise.all([signals.close(), signals.close()]);
  expect(await channels()).toEqual([]);
  await expect(signals.watch('a', () => {})).rejects.toMatchObject({ code: 'storage_unavailable' });
});

test('a database of the host that cannot listen is watched all the same, by looking now and then', async () => {
  const { query, exec, close } = database;
  const stop = await new PgliteSignals(() => ({ query, exec, close })).watch('a', () => {});
  await stop();
});
