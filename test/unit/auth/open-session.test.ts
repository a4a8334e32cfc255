import { expect, test } from 'vitest';
import { memoryStorage } from '../../../adapters/memory/index.js';
import { openSession } from '../../../src/auth/open-session.js';
import { rejection } from '../../fixtures/rejection.js';

const place = { orgId: 'personal:ada', role: 'owner' } as const;
const nowhere = { device: null, address: null };

/** Somebody signs in, and something happens just when the session has been opened. */
async function signedInWhile(happens: (storage: ReturnType<typeof memoryStorage>) => Promise<unknown>) {
  const storage = memoryStorage();
  await storage.credentials.create({ userId: 'ada', email: 'ada@example.com', passwordHash: 'old' });
  const ended: unknown[] = [];
  const opening = openSession(
    {
      credentials: storage.credentials,
      async issue({ userId, orgId, role }) {
        await happens(storage);
        return { principal: { userId, orgId, role, sessionId: 'session' } };
      },
      endSession: async ({ sessionId }, reason) => ended.push([sessionId, reason]),
    },
    { userId: 'ada', passwordVersion: 1 },
    place,
    nowhere,
  );
  return { opening, ended };
}

test('a session that opens while the password changes is ended at once', async () => {
  for (const happens of [
    ({ credentials }) => credentials.changePassword({ userId: 'ada' }, { passwordHash: 'new', expectedVersion: 1 }),
    ({ credentials }) => credentials.erase({ userId: 'ada' }),
  ] satisfies Parameters<typeof signedInWhile>[0][]) {
    const { opening, ended } = await signedInWhile(happens);
    expect(await rejection(opening)).toMatchObject({ code: 'sign_in_failed' });
    expect(ended).toEqual([['session', 'password_changed']]);
  }
});

test('a session that opens while the same password is hashed anew stays', async () => {
  const { opening, ended } = await signedInWhile(({ credentials }) =>
    credentials.rehashPassword({ userId: 'ada' }, { passwordHash: 'dearer', expectedHash: 'old' }),
  );
  expect(await opening).toMatchObject({ principal: { userId: 'ada' } });
  expect(ended).toEqual([]);
});
