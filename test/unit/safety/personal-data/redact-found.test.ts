import { describe, expect, test } from 'vitest';
import { redactFound } from '../../../../src/safety/personal-data/redact-found.js';

/** Redacts a text of so many numbers, of which each hides the next one: the outermost alone can be seen. */
function peeled(numbers: number, from: 'left' | 'right') {
  const text = '12345;'.repeat(numbers);
  let looks = 0;
  const { text: rest, redacted } = redactFound(text, (current) => {
    looks += 1;
    const seen = [...current.matchAll(/\d+;/g)];
    const one = from === 'left' ? seen[0] : seen.at(-1);
    return one === undefined ? [] : [{ code: 'number', span: { start: one.index, end: one.index + one[0].length } }];
  });
  return {
    looks,
    rest,
    covered: redacted.reduce((sum, { span }) => sum + span.end - span.start, 0),
    length: text.length,
  };
}

describe('what hides its neighbour', () => {
  test.each(['left', 'right'] as const)('is taken out one after the other, from the %s', (from) => {
    const { looks, rest, covered, length } = peeled(3, from);
    expect(looks).toBe(4);
    expect(rest).toBe('[number:1][number:1][number:1]');
    expect(covered).toBe(length);
  });

  test.each(['left', 'right'] as const)('takes few looks at a text, however long: from the %s', (from) => {
    for (const numbers of [100, 2_000]) {
      const { looks, rest, covered, length } = peeled(numbers, from);
      expect(looks).toBeLessThan(16);
      expect(rest).not.toMatch(/\d{5}/);
      expect(covered).toBe(length);
    }
  });

  test('keeps whole characters on both sides of what is taken out with it', () => {
    const text = '😀'.repeat(400);
    let looks = 0;
    const { text: rest } = redactFound(text, (current) => {
      looks += 1;
      const at = current.indexOf('😀');
      return at === -1 ? [] : [{ code: 'face', span: { start: at, end: at + 2 } }];
    });
    expect(looks).toBeLessThan(16);
    expect(rest.isWellFormed()).toBe(true);
  });
});
