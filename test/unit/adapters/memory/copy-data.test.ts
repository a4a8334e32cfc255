import fc from 'fast-check';
import { expect, test } from 'vitest';
import { copyData } from '../../../../adapters/memory/copy-data.js';

/** Every object and array in it. */
function partsOf(value: unknown): readonly object[] {
  return typeof value === 'object' && value !== null ? [value, ...Object.values(value).flatMap(partsOf)] : [];
}

test('a copy equals what was copied and shares nothing with it, whatever JSON it is', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const copy = copyData(value);
      expect(copy).toStrictEqual(structuredClone(value));
      const parts = new Set(partsOf(value));
      expect(partsOf(copy).filter((part) => parts.has(part))).toEqual([]);
    }),
  );
});

test('a field that JSON calls __proto__ is copied as a field', () => {
  const copy = copyData(JSON.parse('{"__proto__":{"admin":true},"plain":1}'));
  expect(JSON.stringify(copy)).toBe('{"__proto__":{"admin":true},"plain":1}');
  expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
});

test('a field without a value stays one', () => {
  expect(copyData({ absent: undefined })).toStrictEqual({ absent: undefined });
});
