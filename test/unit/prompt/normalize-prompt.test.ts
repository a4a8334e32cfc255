// biome-ignore-all lint/suspicious/noTemplateCurlyInString: such text is what is tested here.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalizePrompt } from '../../../src/prompt/normalize-prompt.js';

describe('normalizing', () => {
  test('twice changes nothing', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '\r',
        '\n',
        '\r\n',
        '\t',
        ' ',
        '\u0000',
        '\u0085',
        '\ud800',
        '\udc00',
        'e\u0301',
        '\u0301',
        '\ufb2c',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const once = normalizePrompt(pieces.join(''));
        expect(normalizePrompt(once)).toBe(once);
        expect(once.isWellFormed()).toBe(true);
        expect(once).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['ends lines with a line feed', 'one\r\ntwo\rthree\n\r\nfour', 'one\ntwo\nthree\n\nfour'],
    ['composes accents', 'cafe\u0301', 'caf\u00e9'],
    ['trims both ends and nothing within', '\n\t one  two \n', 'one  two'],
    ['drops control characters, keeps tabs', 'a\u0000b\u0007c\td\u0085e\u007f', 'abc\tde'],
    ['replaces half a character', 'a\ud83d', 'a\ufffd'],
    [
      'keeps joined emoji and other scripts',
      '\u{1F469}\u200d\u{1F4BB} \u0645\u06cc\u200c\u0634\u0648\u062f',
      '\u{1F469}\u200d\u{1F4BB} \u0645\u06cc\u200c\u0634\u0648\u062f',
    ],
    ['keeps markup and code as they are', '<b>${x}</b> if (a < b) {}', '<b>${x}</b> if (a < b) {}'],
  ])('%s', (_what, given, expected) => {
    expect(normalizePrompt(given)).toBe(expected);
  });
});
