import { describe, expect, onTestFinished, test } from 'vitest';
import { postgresStorage } from '../../adapters/postgres/index.js';
import { PromptForge } from '../../src/promptforge.js';
import type { Storage } from '../../src/storage.js';
import { secret } from '../fixtures/forge-with-model.js';
import { planWith } from '../fixtures/plan-with.js';
import { rejection } from '../fixtures/rejection.js';
import { migratedDatabase, onServer } from '../postgres-server/index.js';

const plans = [planWith({ 'user-calls-hour': 100, 'user-calls-month': 1_000, 'org-calls-day': 450 })];
const members = Array.from({ length: 5 }, (_, index) => ({ orgId: 'acme', userId: `user-${index}` }));
const prompt = 'Write a release note for our billing export, for accountants.';

/** A forge of its own on a database, as another process has one. */
function forgeOn(url: string) {
  const storage = postgresStorage({ connectionString: url });
  const forge = new PromptForge({ storage, engine: 'rules', session: { secret }, plans });
  onTestFinished(() => forge.close());
  const optimize = async ({ orgId, userId }: (typeof members)[number], idempotencyKey?: string) => {
    const { accessToken } = await forge.sessions.issue({ orgId, userId });
    const sevenD = { domain: 'saas', output_format: 'md' } as const;
    return forge.optimize({ token: accessToken, prompt, sevenD, ...(idempotencyKey ? { idempotencyKey } : {}) });
  };
  return { storage, forge, optimize };
}

async function outcomes(calls: readonly Promise<unknown>[]): Promise<{ done: number; refused: number }> {
  const settled = await Promise.allSettled(calls);
  const codes = settled.map((one) => (one.status === 'fulfilled' ? 'done' : one.reason.code));
  const done = codes.filter((code) => code === 'done').length;
  const refused = codes.filter((code) => code === 'quota_exceeded').length;
  expect(done + refused, codes.join()).toBe(calls.length);
  return { done, refused };
}

/** Makes the next so many batches collide, as the database would report it. */
async function collideNext(url: string, table: string, times: number, sqlState = '40001'): Promise<void> {
  await onServer(
    url,
    // What is taken from a sequence is not given back by a rollback.
    'create sequence public.collisions',
    `create function public.collide() returns trigger language plpgsql security definer
     as $$ begin
       if nextval('public.collisions') <= ${times} then raise sqlstate '${sqlState}'; end if;
       return null;
     end $$`,
    `create trigger collide after insert or update on promptforge.${table}
     for each statement execute function public.collide()`,
  );
}

async function countsOf({ ledger }: Storage, caller: (typeof members)[number]) {
  const limits = plans[0]?.limits ?? [];
  const asked = limits.map((limit) => ({ anchor: null, algorithm: 'fixed' as const, ...limit }));
  const windows = await ledger.peek(caller, { userId: caller.userId, limits: asked });
  return Object.fromEntries(windows.map(({ subject, period, used }) => [`${subject}-${period}`, used]));
}

describe('on Postgres', () => {
  test('two processes let in exactly what the limits have room for, calls and runs together', async () => {
    const { url } = await migratedDatabase();
    const [one, other] = [forgeOn(url), forgeOn(url)];
    const calls = members.flatMap((caller) =>
      Array.from({ length: 120 }, (_, index) => {
        const { forge, optimize } = index % 2 === 0 ? one : other;
        return index % 6 === 0 ? optimize(caller) : forge.quota.consume({ principal: caller });
      }),
    );
    // 100 for each of five, and 450 for all of them.
    expect(await outcomes(calls)).toEqual({ done: 450, refused: 150 });
    const counts = await Promise.all(members.map((caller) => countsOf(one.storage, caller)));
    for (const count of counts) {
      expect(count['user-hour']).toBeLessThanOrEqual(100);
      expect(count['org-day']).toBe(450);
    }
    expect(counts.reduce((sum, count) => sum + (count['user-hour'] ?? 0), 0)).toBe(450);
  });

  test('one key among runs at the same time in two processes is one run', async () => {
    const { url } = await migratedDatabase();
    const forges = [forgeOn(url), forgeOn(url)];
    const [caller] = members;
    if (caller === undefined) throw new Error('There are members.');
    const settled = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) => forges[index % 2]?.optimize(caller, 'key')),
    );
    const ids = settled.flatMap((one) =>
      one.status === 'fulfilled' ? [one.value?.runId] : [one.reason.details.runId],
    );
    expect(new Set(ids).size).toBe(1);
    expect(await countsOf(forgeOn(url).storage, caller)).toMatchObject({ 'user-hour': 1 });
  });

  test.each(['40001', '40P01'])('calls that collided (%s) are made again, and are charged once', async (sqlState) => {
    const { url } = await migratedDatabase();
    const { forge, optimize, storage } = forgeOn(url);
    const [caller] = members;
    if (caller === undefined) throw new Error('There are members.');
    await collideNext(url, 'quota_windows', 4, sqlState);
    await Promise.all([
      ...Array.from({ length: 10 }, () => forge.quota.consume({ principal: caller })),
      ...Array.from({ length: 10 }, () => optimize(caller)),
    ]);
    expect(await countsOf(storage, caller)).toEqual({ 'user-hour': 20, 'user-month': 20, 'org-day': 20 });
  });

  test('calls that go on colliding fail with a reason, and nothing is charged', async () => {
    const { url } = await migratedDatabase();
    const { forge, storage } = forgeOn(url);
    const [caller] = members;
    if (caller === undefined) throw new Error('There are members.');
    await collideNext(url, 'quota_windows', 1_000);
    const error = await rejection(forge.quota.consume({ principal: caller }));
    expect(error).toMatchObject({ code: 'storage_unavailable', details: { sqlState: '40001', reason: 'collided' } });
    await onServer(url, 'drop trigger collide on promptforge.quota_windows');
    expect(await countsOf(storage, caller)).toEqual({ 'user-hour': 0, 'user-month': 0, 'org-day': 0 });
    const answer = await forge.quota.consume({ principal: caller });
    expect(answer.quota.map(({ used }) => used)).toEqual([1, 1, 1]);
  });
});
