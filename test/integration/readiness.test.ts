import { describe, expect, onTestFinished, test } from 'vitest';
import { pgliteStorage } from '../../adapters/pglite/index.js';
import { postgresStorage } from '../../adapters/postgres/index.js';
import { migrations } from '../../adapters/sql/migrations/index.js';
import { supabaseStorage } from '../../adapters/supabase/index.js';
import { createHandler } from '../../src/http/index.js';
import { PromptForge } from '../../src/index.js';
import type { Storage } from '../../src/storage.js';
import { emptyDatabase } from '../postgres-server/index.js';
import { overPostgres, startSupabaseProject } from '../postgrest-server/index.js';
import {
  applyMigrations,
  type DatabaseSession,
  pgliteSession,
  pgliteWithRoles,
  postgresSession,
} from '../schema/database-session.js';

const newest = String(migrations.at(-1)?.name);

interface Place {
  readonly storage: Storage;
  readonly session: DatabaseSession;
}

const places: Readonly<Record<string, () => Promise<Place>>> = {
  PGlite: async () => {
    const database = await pgliteWithRoles();
    onTestFinished(() => database.close());
    return { storage: pgliteStorage({ database }), session: pgliteSession(database) };
  },
  Postgres: async () => {
    const database = await emptyDatabase();
    onTestFinished(() => database.drop());
    const session = await postgresSession(database.url);
    onTestFinished(() => session.close());
    return { storage: postgresStorage({ connectionString: database.url }), session };
  },
  Supabase: async () => {
    const database = await emptyDatabase();
    onTestFinished(() => database.drop());
    const session = await postgresSession(database.url);
    onTestFinished(() => session.close());
    const project = await startSupabaseProject(overPostgres(database.url));
    onTestFinished(() => project.close());
    return { storage: supabaseStorage({ client: project.client(project.secretKey) }), session };
  },
};

describe.each(Object.entries(places))('a server on %s', (_name, make) => {
  async function readinessOf({ storage }: Place) {
    const reported: unknown[] = [];
    const forge = new PromptForge({
      storage,
      engine: 'rules',
      session: { secret: 'of these tests alone, and long enough' },
      onError: (error) => reported.push(error),
    });
    onTestFinished(() => forge.close());
    const handle = createHandler(forge);
    const ask = async (path: string) => {
      const response = await handle(new Request(`http://localhost/api${path}`));
      return { status: response.status, body: await response.json() };
    };
    return { forge, reported, ask };
  }

  test('is not ready without the schema, nor with an older one, and is with its own and a newer one', async () => {
    const place = await make();
    const { forge, reported, ask } = await readinessOf(place);
    const refused = {
      status: 503,
      body: { type: 'urn:promptforge:error:storage_not_ready', code: 'storage_not_ready', status: 503, details: {} },
    };
    expect(await ask('/health/ready')).toMatchObject(refused);
    await expect(forge.health()).rejects.toMatchObject({ code: 'storage_not_ready' });

    await applyMigrations(place.session, migrations.slice(0, -1));
    expect(await ask('/health/ready')).toMatchObject(refused);
    const found = migrations.at(-2)?.name;
    expect(reported.at(-1)).toMatchObject({ details: { found, needed: newest } });
    // Its trouble restarts nobody.
    expect(await ask('/health')).toEqual({ status: 200, body: { status: 'ok' } });

    await applyMigrations(place.session, migrations);
    expect(await ask('/health/ready')).toEqual({ status: 200, body: { status: 'ok', schemaVersion: newest } });

    await place.session.exec(`insert into promptforge.migrations (name) values ('29990101000000_later')`);
    expect(await ask('/health/ready')).toMatchObject({ status: 200, body: { schemaVersion: '29990101000000_later' } });
  });
});
