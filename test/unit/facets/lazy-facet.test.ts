import { describe, expect, test } from 'vitest';
import { lazyFacet } from '../../../src/facets/lazy-facet.js';

interface Adder {
  add(request: { readonly to: number }): Promise<number>;
}

function lazyAdder(load?: () => Promise<Adder>) {
  let loads = 0;
  const facet = lazyFacet<Adder>({ add: true }, async () => {
    loads += 1;
    return load === undefined ? { add: async ({ to }) => to + 1 } : load();
  });
  return { facet, loads: () => loads };
}

describe('a lazy facet', () => {
  test('loads nothing until it is called, and then once, however many call', async () => {
    const { facet, loads } = lazyAdder();
    expect([Object.keys(facet), loads()]).toEqual([['add'], 0]);
    expect(await Promise.all([facet.add({ to: 1 }), facet.add({ to: 2 })])).toEqual([2, 3]);
    expect(loads()).toBe(1);
  });

  test('rejects as the method does, and cannot be changed', async () => {
    const failure = new Error('of the method');
    const { facet } = lazyAdder(async () => ({ add: () => Promise.reject(failure) }));
    await expect(facet.add({ to: 1 })).rejects.toBe(failure);
    expect(Object.isFrozen(facet)).toBe(true);
  });
});
