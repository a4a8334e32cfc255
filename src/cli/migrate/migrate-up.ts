import { migrations, schemaStatus } from '../../../adapters/sql/index.js';
import type { DatabaseTarget } from '../database-target.js';
import { type OpenedDatabase, openDatabase } from '../open-database.js';
import { rejectPooler } from '../reject-pooler.js';
import { type SeededPlans, seedPlans } from './seed-plans.js';

export interface MigrateUpOptions {
  readonly target: DatabaseTarget;
  /** Whether the default plans are written too, where they are missing. */
  readonly seed: boolean;
  readonly json: boolean;
}

/** Applies what is pending, as `forge.setup()` does. @returns the exit code. */
export async function migrateUp(
  { target, seed, json }: MigrateUpOptions,
  print: (text: string) => void,
  signal: AbortSignal,
): Promise<number> {
  const database = await openDatabase(target, { create: true, signal });
  try {
    await rejectPooler(database.query, await database.another());
    const applied = await pendingIn(database);
    const plans = await setUp(database, seed);
    if (json) print(JSON.stringify({ database: target.shown, applied, plans }, null, 2));
    else print([`Database ${target.shown}`, '', ...upLines(applied), ...planLines(plans)].join('\n'));
    return 0;
  } finally {
    await database.close();
  }
}

async function pendingIn(database: OpenedDatabase): Promise<readonly string[]> {
  const { migrations: all } = await schemaStatus(database, migrations);
  return all.filter(({ state }) => state === 'pending').map(({ name }) => name);
}

/** @returns what became of the plans; null when they were not asked for. */
async function setUp(database: OpenedDatabase, seed: boolean): Promise<SeededPlans | null> {
  const storage = database.storage();
  try {
    await storage.setup();
    return seed ? await seedPlans(storage) : null;
  } finally {
    await storage.close();
  }
}

function upLines(applied: readonly string[]): readonly string[] {
  if (applied.length === 0) return ['Nothing was pending: the schema is up to date.'];
  const count = `${applied.length} migration${applied.length === 1 ? '' : 's'}`;
  return [...applied.map((name) => `applied  ${name}`), '', `${count} applied: the schema is up to date.`];
}

function planLines(plans: SeededPlans | null): readonly string[] {
  if (plans === null) return [];
  const { written, kept } = plans;
  return [
    ...(written.length > 0 ? [`Plans written: ${written.join(', ')}.`] : []),
    ...(kept.length > 0 ? [`Plans that were there already, left as they are: ${kept.join(', ')}.`] : []),
  ];
}
