import { type Clock, PromptForgeError } from '../../../src/storage.js';
import { Row } from '../rows/row.js';
import type { MigrationSession } from './migration-session.js';

/** Names our migrations among the advisory locks of a database: "pfmigrat" read as a number. */
const lockKey = '8099848879461785972';
const pollMs = 100;
const defaultPatienceMs = 60_000;
const never = new AbortController().signal;

/**
 * Runs `work` while no other process migrates the same database. It asks for the lock again and
 * again instead of waiting in the database: a waiting session holds a snapshot, on which the
 * other one's index builds would wait in turn.
 * @throws PromptForgeError `storage_unavailable` when the lock is not free within `patienceMs`, a
 * minute by default.
 */
export async function withMigrationLock<T>(
  session: MigrationSession,
  clock: Clock,
  work: () => Promise<T>,
  patienceMs = defaultPatienceMs,
): Promise<T> {
  const deadline = clock.now() + patienceMs;
  while (!(await tryLock(session))) {
    if (clock.now() >= deadline) {
      throw new PromptForgeError(
        'storage_unavailable',
        `Another process has been migrating the database for more than ${patienceMs / 1_000} seconds. Wait for it to ` +
          'end, or end it, then call forge.setup() again.',
      );
    }
    await clock.sleep(pollMs, never);
  }
  try {
    return await work();
  } finally {
    // A session that broke has let go of its lock, and what broke it is what to tell.
    await session.query(`select pg_advisory_unlock(${lockKey})`).catch(() => {});
  }
}

async function tryLock(session: MigrationSession): Promise<boolean> {
  const [row] = await session.query(`select pg_try_advisory_lock(${lockKey}) as locked`);
  return new Row(row).flag('locked');
}
