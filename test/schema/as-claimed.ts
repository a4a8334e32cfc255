import type { DatabaseRow, DatabaseSession } from './database-session.js';

export type Role = 'anon' | 'authenticated' | 'service_role';

export interface Attempt {
  readonly role: Role;
  /** The text of `request.jwt.claims`; null when it was never set. */
  readonly claims: string | null;
  readonly statement: string;
  readonly values?: readonly unknown[];
}

export type Outcome =
  | { readonly refused: false; readonly rows: readonly DatabaseRow[] }
  | { readonly refused: true; readonly code: string };

/**
 * Runs a statement as PostgREST does: as a role, with the claims of one request, in a transaction.
 * What it changed is committed, so that whoever looks afterwards sees it.
 */
export async function asClaimed(
  session: DatabaseSession,
  { role, claims, statement, values = [] }: Attempt,
): Promise<Outcome> {
  await session.exec('begin');
  try {
    // The old settings of PostgREST, one for each claim, are to mean nothing.
    await session.query(
      `select set_config('request.jwt.claims', $1, true), set_config('request.jwt.claim.sub', 'victim-member', true)`,
      [claims],
    );
    await session.exec(`set local role ${role}`);
    const rows = await session.query(statement, values);
    await session.exec('commit');
    return { refused: false, rows };
  } catch (error) {
    await session.exec('rollback');
    return { refused: true, code: sqlState(error) };
  }
}

function sqlState(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string') {
    return error.code;
  }
  throw error;
}
