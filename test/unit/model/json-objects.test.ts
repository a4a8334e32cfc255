import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jsonObjects } from '../../../src/model/json-objects.js';

describe('finding JSON in an answer', () => {
  test.each([
    ['alone', '{"a":1}'],
    ['in a code fence', 'Sure!\n```json\n{"a":1}\n```\nAnything else?'],
    ['after braces that are no JSON', 'For {placeholder} I answer {"a":1}'],
    ['after braces that stay open', 'A set { of things: {"a":1}'],
    ['after thinking aloud', '<think>maybe {"a":2}?</think>{"a":1}'],
    ['within braces that are no JSON', '{ see {"a":1} }'],
  ])('it is found %s', (_, text) => {
    expect(jsonObjects(text)).toEqual([{ a: 1 }]);
  });

  test('several are found in their order, and none within another', () => {
    expect(jsonObjects('{"a":{"b":1}} and {"a":2}')).toEqual([{ a: { b: 1 } }, { a: 2 }]);
  });

  test.each(['', 'no braces', '{', '}{', '{"a":1', '[1, 2]', '{'.repeat(100)])('there is none in %j', (text) => {
    expect(jsonObjects(text)).toEqual([]);
  });

  test('any object is found within prose, whatever its strings hold', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (object) => {
        const json = JSON.stringify(object);
        expect(jsonObjects(`Here: ${json} Done.`)).toEqual([JSON.parse(json)]);
      }),
    );
  });

  test('a hostile answer costs linear time', () => {
    const begin = performance.now();
    jsonObjects('{"a":'.repeat(200_000));
    // Linear work is done in a tenth of a second, and work that grows with the square in minutes.
    expect(performance.now() - begin).toBeLessThan(20_000);
  });
});
