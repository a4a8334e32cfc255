import { afterEach, describe, expect, test, vi } from 'vitest';
import { recall, remember } from '../../../examples/web/lib/browser-memory.js';

afterEach(() => {
  vi.unstubAllGlobals();
});

const notAllowed = {
  get(): never {
    throw new DOMException('The operation is insecure.', 'SecurityError');
  },
};

describe('what the pages of the examples keep', () => {
  test('is found again until it is forgotten', () => {
    const kept = new Map<string, string>();
    vi.stubGlobal('sessionStorage', {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, text: string) => kept.set(key, text),
      removeItem: (key: string) => kept.delete(key),
    });
    remember('tab', 'draft', 'a prompt');
    expect(recall('tab', 'draft')).toBe('a prompt');
    remember('tab', 'draft', null);
    expect(recall('tab', 'draft')).toBeNull();
  });

  test.each([
    ['tab', 'sessionStorage'] as const,
    ['browser', 'localStorage'] as const,
  ])('is nothing, and no failure, where a visitor lets a %s keep nothing', (keeper, name) => {
    vi.stubGlobal(name, undefined);
    Object.defineProperty(globalThis, name, { ...notAllowed, configurable: true });
    expect(() => remember(keeper, 'theme', 'dark')).not.toThrow();
    expect(() => remember(keeper, 'theme', null)).not.toThrow();
    expect(recall(keeper, 'theme')).toBeNull();
  });
});
