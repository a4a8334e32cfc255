import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { weighUsers } from '../../../bench/memory/weigh-users.js';

/** One who remembers the users of whom a test says so. */
function remembering(those: (index: number, admitted: number) => boolean) {
  return () => {
    let admitted = 0;
    return {
      async admit() {
        admitted += 1;
      },
      remembers: async (index: number) => those(index, admitted),
    };
  };
}

describe('whoever is weighed', () => {
  beforeEach(() => {
    vi.stubGlobal('gc', () => {});
  });
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  test('is found out when it remembers nobody', async () => {
    await expect(
      weighUsers(
        remembering(() => false),
        20,
        20,
      ),
    ).rejects.toThrow('Who came last is not remembered.');
  });

  test('is found out when it forgets whom it should keep', async () => {
    const last = remembering((index, admitted) => index === admitted - 1);
    await expect(weighUsers(last, 20, 20)).rejects.toThrow('Who came first is forgotten after 20 users.');
    await expect(weighUsers(last, 20, 10)).resolves.toHaveProperty('all');
  });

  test('is found out when it keeps whom it should forget', async () => {
    const everybody = remembering((index, admitted) => index < admitted);
    await expect(weighUsers(everybody, 20, 10)).rejects.toThrow('Who came first is remembered after 20 users.');
    await expect(weighUsers(everybody, 20, 20)).resolves.toHaveProperty('tenth');
  });

  test('cannot be weighed where nothing is ever swept up', async () => {
    vi.stubGlobal('gc', undefined);
    await expect(
      weighUsers(
        remembering(() => true),
        20,
        20,
      ),
    ).rejects.toThrow(/--expose-gc/);
  });
});
