import { expect, test } from 'vitest';
import { withMigrationLock } from '../../../../../adapters/sql/schema/migration-lock.js';

/** A database whose lock becomes free after a number of attempts. */
function lockedDatabase(refusals: number) {
  const story: string[] = [];
  let now = 0;
  return {
    story,
    session: {
      async query(sql: string) {
        if (sql.includes('unlock')) story.push('unlock');
        else story.push(refusals > 0 ? 'refused' : 'locked');
        return [{ locked: refusals-- <= 0 }];
      },
      exec: async () => {},
    },
    clock: {
      now: () => now,
      async sleep(ms: number) {
        now += ms;
      },
    },
  };
}

test('work is done under the lock, which is let go of afterwards', async () => {
  const { session, clock, story } = lockedDatabase(2);
  await withMigrationLock(session, clock, async () => story.push('work'));
  expect(story).toEqual(['refused', 'refused', 'locked', 'work', 'unlock']);
});

test('the lock is let go of when the work fails', async () => {
  const { session, clock, story } = lockedDatabase(0);
  const work = withMigrationLock(session, clock, () => Promise.reject(new Error('broken')));
  await expect(work).rejects.toThrow('broken');
  expect(story).toEqual(['locked', 'unlock']);
});

test('a session that breaks under the work tells what broke it, not that the lock could not be let go of', async () => {
  const { session, clock } = lockedDatabase(0);
  const broken = {
    ...session,
    query: (sql: string) => (sql.includes('unlock') ? Promise.reject(new Error('gone')) : session.query(sql)),
  };
  const work = withMigrationLock(broken, clock, () => Promise.reject(new Error('broken')));
  await expect(work).rejects.toThrow('broken');
});

test('a lock that stays taken is given up after a minute, without doing the work', async () => {
  const { session, clock, story } = lockedDatabase(Number.POSITIVE_INFINITY);
  const work = withMigrationLock(session, clock, async () => story.push('work'));
  await expect(work).rejects.toMatchObject({ code: 'storage_unavailable' });
  expect(clock.now()).toBe(60_000);
  expect(story).not.toContain('work');
});
