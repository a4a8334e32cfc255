import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { emptyDatabase, onServer, type TestDatabase } from '../postgres-server/index.js';
import { overPostgres, type SupabaseProject, startSupabaseProject } from '../postgrest-server/index.js';

/** What PostgREST documents and the recorded answers do not show. */
let database: TestDatabase;
let project: SupabaseProject;
let client: SupabaseClient;

beforeAll(async () => {
  database = await emptyDatabase();
  await onServer(
    database.url,
    'create table numbers (n integer primary key, word text)',
    `insert into numbers select n, case when n % 2 = 0 then 'even, (too)' end from generate_series(1, 1500) as n`,
    'grant select, insert, update, delete on numbers to service_role',
    `create function count_up(by integer) returns integer language plpgsql volatile as $$
       begin insert into numbers values (10000 + by); return by; end $$`,
    `create function all_numbers() returns setof numbers language sql stable as 'select * from numbers'`,
    `create function twice(a integer) returns integer language sql as 'select a * 2'`,
    `create function twice(a integer, b integer default 0) returns integer language sql as 'select a * 2 + b'`,
    `create function request() returns json language sql stable as $$
       select json_build_object(
         'method', current_setting('request.method'),
         'path', current_setting('request.path'),
         'readOnly', current_setting('transaction_read_only')
       ) $$`,
    'create schema hidden',
    'create table hidden.secrets (id integer)',
  );
  project = await startSupabaseProject(overPostgres(database.url), { schemas: ['public'] });
  client = createClient(project.url, project.secretKey, { auth: { persistSession: false, autoRefreshToken: false } });
});

afterAll(async () => {
  await project.close();
  await database.drop();
});

test('a schema that is not exposed is not there, whatever is in it', async () => {
  const message = 'Invalid schema: hidden';
  const hint = 'Only the following schemas are exposed: public';
  const error = { code: 'PGRST106', message, details: null, hint };
  expect(await client.schema('hidden').from('secrets').select()).toMatchObject({ status: 406, error });
  expect(await client.schema('hidden').rpc('anything')).toMatchObject({ status: 406, error });
});

test('a call by GET changes nothing, even of a function that may', async () => {
  const refused = { status: 405, error: { code: '25006' } };
  expect(await client.rpc('count_up', { by: 1 }, { get: true })).toMatchObject(refused);
  expect(await client.rpc('count_up', { by: 1 })).toMatchObject({ status: 200, data: 1 });
  await client.from('numbers').delete().gt('n', 10_000);
});

test('a call by POST of a function that says it changes nothing may change nothing', async () => {
  const data = { method: 'POST', path: '/rpc/request', readOnly: 'on' };
  expect(await client.rpc('request')).toMatchObject({ error: null, data });
});

test('a list is cut at 1,000 rows without a word', async () => {
  for (const answer of [await client.from('numbers').select(), await client.rpc('all_numbers')]) {
    expect(answer).toMatchObject({ error: null, status: 200 });
    expect(answer.data).toHaveLength(1000);
  }
  const { count, status } = await client.from('numbers').select('*', { count: 'exact', head: true });
  expect({ count, status }).toEqual({ count: 1500, status: 206 });
});

test('rows are filtered, ordered and cut to a page', async () => {
  const page = await client
    .from('numbers')
    .select('number:n', { count: 'exact' })
    .lte('n', 10)
    .not('n', 'in', '(3,4)')
    .order('n', { ascending: false })
    .range(1, 3);
  expect(page).toMatchObject({ status: 206, count: 8, data: [{ number: 9 }, { number: 8 }, { number: 7 }] });
  const even = await client.from('numbers').select('n').in('word', ['even, (too)', "it's"]).lt('n', 6);
  expect(even.data).toEqual([{ n: 2 }, { n: 4 }]);
  const odd = await client.from('numbers').select('n').is('word', null).like('word', '%').gte('n', 1);
  expect(odd.data).toEqual([]);
  expect(await client.from('numbers').select().range(5_000, 5_001)).toMatchObject({ error: null, data: [] });
});

test('what a filter compares with is a value, never SQL', async () => {
  const hostile = `x' or '1'='1\\' or true --`;
  expect((await client.from('numbers').select().eq('word', hostile)).data).toEqual([]);
  expect((await client.from('numbers').select().in('word', [hostile])).data).toEqual([]);
  const { error } = await client.from('numbers').select('"n" from numbers; drop table numbers --"');
  expect(error).not.toBeNull();
  expect((await client.from('numbers').select('n').eq('n', 1).single()).data).toEqual({ n: 1 });
});

test('a function of two forms that both fit is not guessed at', async () => {
  expect(await client.rpc('twice', { a: 1 })).toMatchObject({ status: 300, error: { code: 'PGRST203' } });
  expect((await client.rpc('twice', { a: 1, b: 5 })).data).toBe(7);
});

test('an API key that nobody was given is turned away before anything is read', async () => {
  const stranger = createClient(project.url, 'sb_secret_stranger', {
    auth: { persistSession: false, autoRefreshToken: false },
  });
  const { error, status } = await stranger.from('numbers').select();
  expect({ status, message: error?.message }).toEqual({ status: 401, message: 'Invalid API key' });
});

test('a client that is halfway leaves the database as it was', async () => {
  const { error } = await client.from('numbers').insert([{ n: 2_000 }, { n: 1 }]);
  expect(error?.code).toBe('23505');
  expect((await client.from('numbers').select('n').eq('n', 2_000)).data).toEqual([]);
  const unknown = await client.from('numbers').insert({ nothing: 1 });
  expect(unknown).toMatchObject({ status: 400, error: { code: 'PGRST204' } });
  const many = await client.from('numbers').update({ word: 'x' }).lt('n', 4).select('n').single();
  expect(many).toMatchObject({ status: 406, error: { code: 'PGRST116', details: 'The result contains 3 rows' } });
  expect((await client.from('numbers').select('word').eq('n', 1).single()).data).toEqual({ word: null });
});
