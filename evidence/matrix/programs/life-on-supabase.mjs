import { supabaseStorage } from 'promptforge/adapters/supabase';
import { lifeOfAForge } from './life-of-a-forge.mjs';
import { overPglite, startSupabaseProject, supabasePglite } from './supabase-project.mjs';

/** The client is of the supabase-js that is installed here; behind it is a project's API over PGlite. */
const database = await supabasePglite();
const project = await startSupabaseProject(overPglite(database));
await lifeOfAForge((name) => import(name), supabaseStorage({ client: project.client(project.secretKey) }));
await project.close();
await database.close();
