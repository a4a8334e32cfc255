import { describe, expect, test } from 'vitest';
import { RemovableStorage } from '../../../bench/memory/removable-storage.js';
import { userCallsPerHour } from '../../../src/testing/storage-contract/fixtures/quota-limits.js';

const scope = { orgId: 'acme' };
const request = { userId: 'ada', limits: [userCallsPerHour(10)] };

async function used({ storage }: RemovableStorage): Promise<number | undefined> {
  const [window] = await storage.ledger.peek(scope, request);
  return window?.used;
}

describe('a storage that can be taken out of the process', () => {
  test('counts as the one in memory does, and forgets all of it', async () => {
    const removable = new RemovableStorage();
    await removable.storage.ledger.consume(scope, { ...request, amounts: { calls: 3, tokens: 0, cost: 0 } });
    expect(await used(removable)).toBe(3);
    removable.empty();
    expect(await used(removable)).toBe(0);
  });

  test('tells how often it was asked', async () => {
    const removable = new RemovableStorage();
    expect(removable.calls).toBe(0);
    await used(removable);
    await removable.storage.health();
    expect(removable.calls).toBe(2);
  });
});
