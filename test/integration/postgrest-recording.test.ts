import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { createClient } from '@supabase/supabase-js';
import * as jose from 'jose';
import { Client } from 'pg';
import { describe, expect, test } from 'vitest';
import ws from 'ws';
import { corporaAbsent, corporaAvailable, corporaPath } from '../corpora.js';
import { emptyDatabase } from '../postgres-server/index.js';
import { overPglite, overPostgres, type PostgrestDatabase, startPostgrestServer } from '../postgrest-server/index.js';

/** What a client was answered in each case, by its name. */
type Answers = Readonly<Record<string, unknown>>;

interface RecordingParts {
  readonly createClient: typeof createClient;
  readonly ws: typeof ws;
  readonly jose: typeof jose;
  readonly fetch: typeof fetch;
  readonly query: (sql: string) => Promise<unknown>;
  readonly secret: string;
  readonly es256PrivateKey: CryptoKey;
}

/** The only cases in which the server may answer otherwise than PostgREST did, and why. */
const expectedDifferences: Readonly<Record<string, string>> = {
  'select embed': 'embedding related tables is not part of the server: nothing here asks for it',
  'perf total': 'the recording has an empty line for a time that was not measured',
};

const secret = 'a secret of thirty-two characters or more';

async function answersOver(database: PostgrestDatabase, query: (sql: string) => Promise<unknown>): Promise<Answers> {
  const { privateKey, publicKey } = await jose.generateKeyPair('ES256');
  const jwks = { keys: [{ ...(await jose.exportJWK(publicKey)), kid: 'es-1', alg: 'ES256' }] };
  const apiKeys = { sb_publishable_x: 'anon' };
  const server = await startPostgrestServer({ database, schemas: ['public'], secret, jwks, apiKeys });
  try {
    const { record }: { record: (parts: RecordingParts) => Promise<Answers> } = await import(
      pathToFileURL(corporaPath('postgrest/cases.mjs')).href
    );
    const toServer: typeof fetch = (input, init) =>
      fetch(String(input).replace('http://localhost:54321', server.url), init);
    return await record({ createClient, ws, jose, fetch: toServer, query, secret, es256PrivateKey: privateKey });
  } finally {
    await server.close();
  }
}

async function differences(answers: Answers): Promise<readonly string[]> {
  const recorded: Answers = JSON.parse(readFileSync(corporaPath('postgrest/golden-postgrest-13.0.8.json'), 'utf8'));
  expect(Object.keys(recorded).length).toBeGreaterThan(45);
  return Object.keys({ ...recorded, ...answers }).filter((name) => {
    try {
      expect(answers[name], name).toEqual(recorded[name]);
      return false;
    } catch (error) {
      if (expectedDifferences[name] === undefined) throw error;
      return true;
    }
  });
}

const setup = () => readFileSync(corporaPath('postgrest/setup.sql'), 'utf8');

describe.skipIf(!corporaAvailable('postgrest'))(`the answers recorded from PostgREST 13.0.8 (${corporaAbsent})`, () => {
  test('are those of the test server over PGlite', async () => {
    const pglite = await PGlite.create();
    try {
      await pglite.exec(setup());
      const answers = await answersOver(overPglite(pglite), (sql) => pglite.exec(sql));
      expect(await differences(answers)).toEqual(Object.keys(expectedDifferences));
    } finally {
      await pglite.close();
    }
  });

  test('are those of the test server over Postgres', async () => {
    const database = await emptyDatabase();
    const client = new Client({ connectionString: database.url });
    await client.connect();
    try {
      await client.query(setup());
      const answers = await answersOver(overPostgres(database.url), (sql) => client.query(sql));
      expect(await differences(answers)).toEqual(Object.keys(expectedDifferences));
    } finally {
      await client.end();
      await database.drop();
    }
  });
});
