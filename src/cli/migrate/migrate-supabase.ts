import { migrations } from '../../../adapters/sql/index.js';
import { writeMigrations } from './write-migrations.js';

const nextSteps = `
Next:
  1. Apply them:                  supabase db push
     (with --include-all, when the project has later migrations of your own)
  2. Let the API see the schema:  Project settings > API > Exposed schemas: add promptforge
     (locally: [api] schemas in supabase/config.toml)
  3. On your server, and only there, connect with the service role key.`;

/** Writes the migrations where the Supabase CLI looks for them. @returns the exit code. */
export async function migrateSupabase(
  { folder }: { readonly folder: string },
  print: (text: string) => void,
): Promise<number> {
  const { written, kept } = await writeMigrations(folder, migrations);
  print(
    [
      ...written.map((file) => `wrote     ${file}`),
      ...kept.map((file) => `is there  ${file}`),
      '',
      `${written.length} of ${migrations.length} files written to ${folder}.`,
      nextSteps,
    ].join('\n'),
  );
  return 0;
}
