import { PromptForgeError } from '../../../src/storage.js';
import { Row } from '../rows/row.js';
import type { Migration } from './migration.js';
import type { MigrationSession } from './migration-session.js';
import { pendingMigrations } from './pending-migrations.js';

export interface MigrationStatus {
  readonly name: string;
  /** `unknown` is one that this version does not have, `changed` one that was applied with another text. */
  readonly state: 'applied' | 'pending' | 'unknown' | 'changed';
  /** Epoch milliseconds, by the clock of the database; null while it is pending. */
  readonly appliedAt: number | null;
  /** Whether promptforge applied it, and not another tool; null while it is pending. */
  readonly byPromptForge: boolean | null;
}

export interface SchemaStatus {
  /** Every migration that the database or this version has, by name. */
  readonly migrations: readonly MigrationStatus[];
  /** What setup() would refuse to go on from; null when nothing stands in its way. */
  readonly problem: PromptForgeError | null;
}

/** Where a database stands. Reads only. */
export async function schemaStatus(
  session: Pick<MigrationSession, 'query'>,
  known: readonly Migration[],
): Promise<SchemaStatus> {
  const recorded = await recordedMigrations(session);
  const problems = recorded.map((migration) => problemOf(migration, known));
  const present = recorded.map(({ name, checksum, appliedAt }, index) => ({
    name,
    state: problems[index] === null ? 'applied' : known.some((own) => own.name === name) ? 'changed' : 'unknown',
    appliedAt,
    byPromptForge: checksum !== null,
  })) satisfies readonly MigrationStatus[];
  const pending = known
    .filter(({ name }) => !recorded.some((migration) => migration.name === name))
    .map(({ name }) => ({ name, state: 'pending' as const, appliedAt: null, byPromptForge: null }));
  return {
    migrations: [...present, ...pending].sort((one, other) => (one.name < other.name ? -1 : 1)),
    problem: problems.find((problem) => problem !== null) ?? null,
  };
}

interface RecordedMigration {
  readonly name: string;
  readonly checksum: string | null;
  readonly appliedAt: number;
}

/** The judge is the one that setup() asks, so that the two never disagree. */
function problemOf(migration: RecordedMigration, known: readonly Migration[]): PromptForgeError | null {
  try {
    pendingMigrations(known, [migration]);
    return null;
  } catch (error) {
    if (PromptForgeError.is(error)) return error;
    throw error;
  }
}

async function recordedMigrations(session: Pick<MigrationSession, 'query'>): Promise<readonly RecordedMigration[]> {
  // By the catalogue: to_regclass() fails for a role that may not use the schema.
  const [found] = await session.query(`
    select exists (
      select
        from pg_catalog.pg_class as c
        join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
       where n.nspname = 'promptforge'
         and c.relname = 'migrations'
    ) as present`);
  if (!new Row(found).flag('present')) return [];
  const rows = await session.query(`
    select m.name,
           m.checksum,
           round(extract(epoch from m.applied_at) * 1000)::text as applied_at
      from promptforge.migrations as m
     order by m.name`);
  return rows.map((value) => {
    const row = new Row(value);
    return { name: row.text('name'), checksum: row.nullableText('checksum'), appliedAt: row.number('applied_at') };
  });
}
