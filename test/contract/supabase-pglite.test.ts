import { afterAll } from 'vitest';
import { overPglite, startSupabaseProject, supabasePglite } from '../postgrest-server/index.js';
import { supabaseContract } from './supabase-contract.js';

const database = await supabasePglite();
const project = await startSupabaseProject(overPglite(database));
const client = project.client(project.secretKey);

afterAll(async () => {
  await project.close();
  await database.close();
});

supabaseContract(() => client);
