import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { composed } from '../../../../src/safety/unicode/composed.js';
import { detectionViews } from '../../../../src/safety/unicode/detection-views.js';
import { sanitize } from '../../../../src/safety/unicode/sanitize.js';
import { mayStackMarks, stackedMarks } from '../../../../src/safety/unicode/stacked-marks.js';

/** Of many classes: those that decompose, that have none, that are beyond the basic plane, and what stands between. */
const pieces = [
  ...['\u0334', '\u0345', '\u0301', '\u0300', '\u0308', '\u0344', '\u0323', '\u0327', '\u0328', '\u031b', '\u0316'],
  ...['\u094d', '\u093c', '\u0f71', '\u0f72', '\u0f73', '\u0f74', '\u05b0', '\u05bc', '\u064b', '\u0651', '\u0670'],
  ...['\u3099', '\u302a', '\u302e', '\u0903', '\u034f', '\u0e38', '\u0eb8', '\u{1d165}', '\u{1d16d}', '\u{16ff0}'],
];
const rows = fc.array(fc.constantFrom(...pieces), { minLength: 40, maxLength: 120 }).map((marks) => marks.join(''));

describe('a text with very many marks on a letter', () => {
  test('is composed as the platform composes it', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom('a', 'q', 'か', '', ' '), rows), { maxLength: 3 }), (parts) => {
        const text = parts.flat().join('');
        expect(composed(text)).toBe(text.normalize('NFC'));
      }),
      { numRuns: 500 },
    );
  });

  test('is told by a look at a few characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 100 }), rows, fc.boolean(), (before, row, has) => {
        const text = has ? before + row : before;
        if (text.match(stackedMarks) !== null) expect(mayStackMarks(text)).toBe(true);
      }),
    );
  });

  // Work in proportion to the length is done in a second, while work that grows with its square takes a minute.
  test.each([
    '\u094d\u0301',
    '\u0301\u0323',
    '\u0301\uff9e',
    '\u0f72\u0f71',
  ])('takes no longer than others: %j', (unit) => {
    const text = `a${unit.repeat(200_000)}`;
    const begun = performance.now();
    sanitize(text);
    detectionViews(text);
    expect(performance.now() - begun).toBeLessThan(10_000);
  });
});
