import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PromptForge } from '../../src/index.js';
import { planOfKeys } from '../fixtures/forge-with-keys.js';
import { prompt, secret } from '../fixtures/forge-with-model.js';
import { manualClock } from '../fixtures/manual-clock.js';
import { memoryByClock, pgliteByClock, postgresByClock, type StorageByClock } from '../fixtures/storages-by-clock.js';

const sevenD = { domain: 'saas', output_format: 'md' } as const;

describe.each([
  ['memory', async (): Promise<StorageByClock> => memoryByClock()],
  ['PGlite', pgliteByClock],
  ['Postgres', postgresByClock],
] as const)('on %s', (_name, open) => {
  let source: StorageByClock;

  beforeAll(async () => {
    source = await open();
  }, 60_000);
  afterAll(() => source.close());

  test('200 calls at once with two keys fill the limit of each to the last call, and charge nobody beyond', async () => {
    const clock = manualClock();
    const forge = new PromptForge({
      ...{ storage: await source.open(clock), engine: 'rules', session: { secret }, clock, plans: [planOfKeys] },
      quota: { refusalCacheMs: 0, maxWaitMs: 600_000 },
    });
    const { accessToken: token } = await forge.sessions.issue({ userId: 'ada', orgId: 'acme', role: 'owner' });
    const keyWith = (max: number) =>
      forge.apiKeys.create({
        ...{ token, name: 'Shop', scopes: ['runs:create', 'quota:consume', 'plan:read'] },
        limits: [{ meter: 'calls', period: 'hour', max }],
      });
    const [one, other] = [await keyWith(13), await keyWith(24)];
    const outcomes = await Promise.all(
      Array.from({ length: 200 }, async (_, index) => {
        const { key } = index % 2 === 0 ? one : other;
        const call =
          index % 10 < 2 ? forge.optimize({ token: key, prompt, sevenD }) : forge.quota.consume({ token: key });
        return call.then(
          () => 'admitted',
          (error) => error.code,
        );
      }),
    );
    expect(outcomes.filter((outcome) => outcome === 'admitted')).toHaveLength(37);
    expect(outcomes.filter((outcome) => outcome === 'quota_exceeded')).toHaveLength(163);
    const used = async (key: string) => (await forge.quota.peek({ token: key })).quota.map((window) => window.used);
    expect([await used(one.key), await used(other.key)]).toEqual([
      [13, 37, 37],
      [24, 37, 37],
    ]);
    await forge.close();
  }, 120_000);
});
