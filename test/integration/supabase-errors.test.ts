import { createServer, type Server } from 'node:http';
import { createClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrations } from '../../adapters/sql/migrations/index.js';
import { type SupabaseConnection, supabaseStorage } from '../../adapters/supabase/index.js';
import type { PromptForgeError } from '../../src/storage.js';
import { rejection } from '../fixtures/rejection.js';
import { emptyDatabase, migratedDatabase, onServer, type TestDatabase } from '../postgres-server/index.js';
import {
  overPostgres,
  type SupabaseProject,
  type SupabaseProjectOptions,
  startSupabaseProject,
  supabaseClient,
} from '../postgrest-server/index.js';

let database: TestDatabase;
let project: SupabaseProject;

beforeAll(async () => {
  database = await migratedDatabase();
  project = await startSupabaseProject(overPostgres(database.url));
});

afterAll(async () => {
  await project.close();
  await database.drop();
});

/** What `setup()` says, which never repeats a key, a URL or what the other side has written. */
async function problemOf(client: SupabaseConnection, ...secrets: readonly string[]): Promise<PromptForgeError> {
  const error = await rejection(supabaseStorage({ client }).setup());
  const told = `${error.message} ${error.cause} ${JSON.stringify(error.details)}`;
  for (const secret of [...secrets, project.secretKey, project.publishableKey, '127.0.0.1']) {
    expect(told).not.toContain(secret);
  }
  return error;
}

async function problemOver(target: TestDatabase, options: SupabaseProjectOptions = {}): Promise<PromptForgeError> {
  const other = await startSupabaseProject(overPostgres(target.url), options);
  try {
    return await problemOf(other.client(other.secretKey));
  } finally {
    await other.close();
  }
}

async function changedWhile<T>(change: string, undo: string, work: () => Promise<T>): Promise<T> {
  await onServer(database.url, change);
  try {
    return await work();
  } finally {
    await onServer(database.url, undo);
  }
}

const commands = /`npx promptforge migrate supabase`.*supabase\/migrations.*`npx supabase db push`/;
const rightKey = /secret key \(sb_secret_\.\.\.\) or the service_role key.*on the server/;
const newest = String(migrations.at(-1)?.name);

test('a project that is set up is taken, again and again', async () => {
  const storage = supabaseStorage({ client: project.client(project.secretKey) });
  await storage.setup();
  await storage.setup();
  expect((await storage.health()).schemaVersion).toBe(newest);
});

test('a project without the schema is answered with the commands that make it', async () => {
  const empty = await emptyDatabase();
  try {
    const error = await problemOver(empty);
    expect(error).toMatchObject({ code: 'storage_not_ready', message: expect.stringMatching(commands) });
    const other = await startSupabaseProject(overPostgres(empty.url));
    const storage = supabaseStorage({ client: other.client(other.secretKey) });
    expect(await rejection(storage.health())).toMatchObject({ code: 'storage_not_ready' });
    await other.close();
  } finally {
    await empty.drop();
  }
});

test('an older schema is answered with the migration that is needed, and the commands', async () => {
  const error = await changedWhile(
    `delete from promptforge.migrations where name = '${newest}'`,
    `insert into promptforge.migrations (name) values ('${newest}')`,
    () => problemOf(project.client(project.secretKey)),
  );
  expect(error).toMatchObject({
    code: 'storage_not_ready',
    message: expect.stringMatching(commands),
    details: { found: migrations.at(-2)?.name, needed: newest },
  });
  expect(error.message).toContain(newest);
});

test('a newer schema is refused', async () => {
  const error = await changedWhile(
    `insert into promptforge.migrations (name) values ('29990101000000_later')`,
    `delete from promptforge.migrations where name = '29990101000000_later'`,
    () => problemOf(project.client(project.secretKey)),
  );
  expect(error).toMatchObject({
    code: 'storage_not_ready',
    message: expect.stringMatching(/29990101000000_later.*newer version/),
  });
});

test('a schema that is not exposed is answered with the setting that exposes it', async () => {
  expect(await problemOver(database, { schemas: ['public'] })).toMatchObject({
    code: 'storage_not_ready',
    message: expect.stringMatching(/Project Settings > API > Exposed schemas.*`schemas` below `\[api\]`/),
  });
});

test('a key that the project does not take is said to be wrong', async () => {
  const unknown = 'sb_secret_of_another_project';
  const forged = `${(await project.token({ role: 'service_role' })).slice(0, -4)}AAAA`;
  const expired = await project.token({ role: 'service_role' }, new Date(Date.now() - 120_000));
  for (const [key, what] of [
    [unknown, 'HTTP 401'],
    [forged, 'PGRST301'],
    [expired, 'PGRST303'],
  ] as const) {
    const error = await problemOf(project.client(key), key);
    expect(error, what).toMatchObject({ code: 'storage_unavailable', message: expect.stringMatching(rightKey) });
    expect(error.message).toContain(what);
  }
});

test('the key of browsers, and a user who is signed in, are said not to be the one for servers', async () => {
  const anonymous = await project.token({ role: 'anon' });
  for (const client of [project.client(project.publishableKey), project.client(anonymous), project.clientOf('ada')]) {
    const error = await problemOf(client, anonymous);
    expect(error).toMatchObject({ code: 'storage_unavailable', message: expect.stringMatching(rightKey) });
    expect(error.message).toContain('42501');
  }
});

test('a legacy service_role key is taken', async () => {
  const key = await project.token({ role: 'service_role' });
  await supabaseStorage({ client: project.client(key) }).setup();
});

test('a project that is not there is said not to be reached', async () => {
  const gone = await startWebsite(200, '');
  await gone.close();
  const error = await problemOf(supabaseClient(gone.url, project.secretKey));
  expect(error).toMatchObject({
    code: 'storage_unavailable',
    message: expect.stringMatching(/could not be reached \(ECONNREFUSED\).*URL.*network.*paused/),
  });
});

test('whatever a client throws is storage trouble', async () => {
  const failing = createClient(project.url, project.secretKey, {
    auth: { persistSession: false, autoRefreshToken: false },
    global: { fetch: () => Promise.reject(new TypeError('the prompt of Ada')) },
  });
  expect(await problemOf(failing, 'Ada')).toMatchObject({ code: 'storage_unavailable' });
  const throwing: SupabaseConnection = {
    schema: () => ({
      rpc() {
        throw new TypeError('the prompt of Ada');
      },
    }),
  };
  expect(await problemOf(throwing, 'Ada')).toMatchObject({ code: 'storage_unavailable' });
});

test.each([
  [200, '<html>Welcome, Ada</html>', /not one of a Supabase project \(HTTP 200\).*URL of the project/],
  [404, '<html>Not found, Ada</html>', /not one of a Supabase project \(HTTP 404\).*URL of the project/],
  // supabase-js takes it for a 204.
  [404, '', /not one of a Supabase project \(HTTP 204\).*URL of the project/],
  [502, '<html>Bad gateway, Ada</html>', /failed, or turned the call away \(HTTP 502\)/],
])('an answer that is not from PostgREST is not taken for one: %i %s', async (status, body, expected) => {
  const website = await startWebsite(status, body);
  try {
    const error = await problemOf(supabaseClient(website.url, project.secretKey), 'Ada');
    expect(error).toMatchObject({ code: 'storage_unavailable', message: expect.stringMatching(expected) });
  } finally {
    await website.close();
  }
});

test('a database that PostgREST cannot reach is storage trouble', async () => {
  const doomed = await migratedDatabase();
  const other = await startSupabaseProject(overPostgres(doomed.url));
  try {
    const client = other.client(other.secretKey);
    await supabaseStorage({ client }).setup();
    await doomed.drop();
    expect(await problemOf(client)).toMatchObject({
      code: 'storage_unavailable',
      message: expect.not.stringContaining('does not exist'),
    });
  } finally {
    await other.close();
  }
});

test('something that is no client is refused at once', () => {
  const options = { client: JSON.parse('{}') };
  expect(() => supabaseStorage(options)).toThrow(expect.objectContaining({ code: 'config_invalid' }));
});

async function startWebsite(status: number, body: string) {
  const server: Server = createServer((_, response) => response.writeHead(status).end(body));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
