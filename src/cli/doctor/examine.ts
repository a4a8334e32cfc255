import { Row } from '../../../adapters/sql/index.js';
import { PromptForgeError } from '../../index.js';
import type { Query } from '../open-database.js';
import { sqlState } from '../sql-state.js';
import { checkClock } from './check-clock.js';
import { checkConnections } from './check-connections.js';
import { checkFunctions } from './check-functions.js';
import { checkIsolation } from './check-isolation.js';
import { checkLeases } from './check-leases.js';
import { checkPartitions } from './check-partitions.js';
import { checkPooling } from './check-pooling.js';
import { checkReaderRoles } from './check-reader-roles.js';
import { checkRowSecurity } from './check-row-security.js';
import { checkSchema } from './check-schema.js';
import { checkServer } from './check-server.js';
import { checkServerRoles } from './check-server-roles.js';
import { checkWritable } from './check-writable.js';
import { type Finding, failed, ok, skipped } from './finding.js';

/** A database that is examined. */
export interface Patient {
  readonly query: Query;
  /** A second connection to it; null where there is only one, as in PGlite. */
  readonly another: Query | null;
  /** Whether an address of the server itself is known, besides the one that is examined. */
  readonly hasDirectUrl: boolean;
  /** The clock of this machine, in epoch milliseconds. */
  readonly now: () => number;
}

export interface NamedFinding extends Finding {
  readonly name: string;
}

interface Check {
  readonly name: string;
  /** Without a schema there is nothing to look at. */
  readonly needsSchema: boolean;
  readonly examine: (patient: Patient) => Promise<Finding>;
}

const checks: readonly Check[] = [
  { name: 'server', needsSchema: false, examine: ({ query }) => checkServer(query) },
  { name: 'writable', needsSchema: false, examine: ({ query }) => checkWritable(query) },
  { name: 'isolation', needsSchema: false, examine: ({ query }) => checkIsolation(query) },
  { name: 'clock', needsSchema: false, examine: ({ query, now }) => checkClock(query, now) },
  {
    name: 'pooling',
    needsSchema: false,
    examine: async ({ query, another, hasDirectUrl }) =>
      another === null ? ok('one connection, in this process') : checkPooling(query, another, hasDirectUrl),
  },
  {
    name: 'connections',
    needsSchema: false,
    examine: async ({ query, another }) =>
      another === null ? ok('one connection, in this process') : checkConnections(query),
  },
  { name: 'schema', needsSchema: false, examine: ({ query }) => checkSchema(query) },
  { name: 'row security', needsSchema: true, examine: ({ query }) => checkRowSecurity(query) },
  { name: 'functions', needsSchema: true, examine: ({ query }) => checkFunctions(query) },
  { name: 'browser roles', needsSchema: true, examine: ({ query }) => checkReaderRoles(query) },
  { name: 'server roles', needsSchema: true, examine: ({ query }) => checkServerRoles(query) },
  { name: 'leases', needsSchema: true, examine: ({ query }) => checkLeases(query) },
  { name: 'partitions', needsSchema: true, examine: ({ query }) => checkPartitions(query) },
];

/**
 * Makes every check, one after another; one that cannot be made is a failed one.
 * @throws PromptForgeError `run_canceled` when the signal aborts first.
 */
export async function examine(patient: Patient, signal: AbortSignal): Promise<readonly NamedFinding[]> {
  const findings: NamedFinding[] = [];
  const hasSchema = await schemaExists(patient.query);
  for (const check of checks) {
    const finding =
      check.needsSchema && !hasSchema ? skipped('there is no schema to look at') : await attempt(check, patient);
    if (signal.aborted) throw new PromptForgeError('run_canceled', 'Interrupted before everything was checked.');
    findings.push({ name: check.name, ...finding });
  }
  return findings;
}

async function schemaExists(query: Query): Promise<boolean> {
  const [row] = await query(`
    select exists (
      select from pg_catalog.pg_namespace as n where n.nspname = 'promptforge'
    ) as present`);
  return new Row(row).flag('present');
}

async function attempt(check: Check, patient: Patient): Promise<Finding> {
  try {
    return await check.examine(patient);
  } catch (error) {
    return notMade(error);
  }
}

function notMade(error: unknown): Finding {
  const state = sqlState(error);
  if (state === '42501') {
    return failed(
      'the role of this connection may not look',
      "Grant it what servers need, as the owner of the schema: select promptforge.grant_service('ROLE');",
    );
  }
  if (state === '42P01' || state === '42703') {
    return failed('the schema lacks what is looked at', 'Run: npx promptforge migrate up');
  }
  const remedy = PromptForgeError.is(error) ? error.message : 'Run the doctor again; if that does not help, report it.';
  return failed(`could not be checked (${state ?? 'no answer'})`, remedy);
}
