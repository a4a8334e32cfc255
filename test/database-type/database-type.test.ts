import { expect, test } from 'vitest';
import { migrations } from '../../adapters/sql/migrations/index.js';
import { databaseVersion } from '../../adapters/supabase/database.js';
import { supabasePglite } from '../postgrest-server/index.js';
import { databaseTypeText } from './database-type-text.js';
import { describeSchema } from './schema-description.js';

test('the type of the database is what the migrations make; `npx vitest run -u test/database-type` makes it anew', async () => {
  const database = await supabasePglite();
  try {
    const text = databaseTypeText(await describeSchema(database));
    await expect(text).toMatchFileSnapshot('../../adapters/supabase/database.ts');
  } finally {
    await database.close();
  }
});

test('the version of the database is its newest migration', () => {
  expect(databaseVersion).toBe(migrations.at(-1)?.name);
});
