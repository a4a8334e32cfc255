import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { personalOrg } from '../../src/domain/access/principal.js';
import { PromptForgeError } from '../../src/storage.js';
import { dayMs } from '../../src/testing/storage-contract/contract-clock.js';
import { usersOf } from '../schema/furnish-tenant.js';
import { lookalikesOf } from '../schema/hostile-claims.js';
import { checksums } from '../schema/schema-tables.js';
import { allMethods, type Caller, methodsOf, namedAttempts, type Target } from '../schema/store-attempts.js';
import { openTwoTenants } from '../schema/two-tenants.js';

const { database, storage, session, tables, victim, stranger, loner, owners } = await openTwoTenants();
const attempts = 1_000;

/** The place before the first event: nothing was visible yet. */
const cursor = '0@1:1:';
const target: Target = { orgName: victim.name, userId: victim.member, cursor, horizon: Date.now() + 1_000 * dayMs };

afterAll(async () => {
  await storage.close();
  await session.close();
  await database.drop();
});

test('every method of every store is tried, or is for everybody', () => {
  expect(methodsOf(storage).toSorted()).toEqual(allMethods.toSorted());
  expect(namedAttempts.length).toBeGreaterThan(50);
});

test(`${attempts} generated calls with another scope change no row of the victim and show none`, async () => {
  const before = await checksums(session, tables, owners);
  const reached = new Map<string, number>();
  const caller: fc.Arbitrary<Caller> = fc
    .record({
      orgId: fc.oneof(
        fc.constantFrom(
          '',
          stranger.scope.orgId,
          'personal:',
          personalOrg(victim.member),
          personalOrg(victim.scope.orgId),
        ),
        lookalikesOf(victim.scope.orgId),
        lookalikesOf(personalOrg(loner)),
      ),
      userId: fc.oneof(fc.constantFrom(stranger.member, 'nobody'), lookalikesOf(victim.member)),
    })
    .map(({ orgId, userId }) => ({ scope: { orgId }, user: { userId } }));
  const userId = fc.constantFrom(...usersOf(victim), loner);
  await fc.assert(
    fc.asyncProperty(caller, userId, fc.nat(namedAttempts.length - 1), async (who, whose, index) => {
      const [name, attempt] = namedAttempts[index] ?? [];
      const answer = await attempt?.(storage, who, { ...target, userId: whose }).catch(refused);
      reached.set(String(name), (reached.get(String(name)) ?? 0) + 1);
      expect(contentOf(answer), `${name} as ${JSON.stringify(who)}`).toEqual([]);
      expect(await checksums(session, tables, owners), `${name} as ${JSON.stringify(who)}`).toEqual(before);
    }),
    { seed: 20_261_124, numRuns: attempts, endOnFailure: true },
  );
  expect([...reached.values()].reduce((sum, times) => sum + times)).toBe(attempts);
  expect(reached.size, 'every method was tried').toBe(namedAttempts.length);
});

test('the same calls with the own scope do show what there is', async () => {
  const own: Caller = { scope: victim.scope, user: { userId: victim.member } };
  const nobody: Caller = { scope: { orgId: 'nobody' }, user: { userId: 'nobody' } };
  const telling: string[] = [];
  for (const [name, attempt] of namedAttempts.filter(([name]) => isReading(name))) {
    const [seen, unseen] = [await attempt(storage, own, target), await attempt(storage, nobody, target)];
    if (JSON.stringify(seen) !== JSON.stringify(unseen)) telling.push(name);
  }
  expect(telling).toEqual(namedAttempts.map(([name]) => name).filter(isReading));
});

/** Methods that give back what a tenant has and change nothing. */
function isReading(method: string): boolean {
  return /\.(peek|get|list|scores|ofRun|follow|load|members|search|membershipsOf|user|snapshot|daily|history|customerOf|windows|versionsBy|get\w+|list\w+)$/.test(
    method,
  );
}

function refused(error: unknown): null {
  if (PromptForgeError.is(error) && ['internal', 'request_invalid'].includes(error.code)) return null;
  throw error;
}

/** Texts in an answer that the victim alone has written; ids are none of them, since callers gave them. */
function contentOf(answer: unknown): readonly string[] {
  const written =
    /(?:Prompt of|Change of|Private to|Shared by|Device of|Key of|Title of|Body of|Organization|rubric-of-|plan-of-|customer-of-)\s?victim[\w-]*/g;
  return JSON.stringify(answer ?? null).match(written) ?? [];
}
