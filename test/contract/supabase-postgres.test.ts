import { afterAll } from 'vitest';
import { migratedDatabase } from '../postgres-server/index.js';
import { overPostgres, startSupabaseProject } from '../postgrest-server/index.js';
import { givenProject, supabaseContract } from './supabase-contract.js';

const given = givenProject();
const { client, close } = given === null ? await ownProject() : { client: given, close: async () => {} };

afterAll(close);

supabaseContract(() => client);

async function ownProject() {
  const database = await migratedDatabase();
  const project = await startSupabaseProject(overPostgres(database.url));
  return {
    client: project.client(project.secretKey),
    async close() {
      await project.close();
      await database.drop();
    },
  };
}
