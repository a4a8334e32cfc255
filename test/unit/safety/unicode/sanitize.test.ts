import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sanitize } from '../../../../src/safety/unicode/sanitize.js';
import { corporaAbsent, corporaAvailable, corporaPath } from '../../../corpora.js';
import { nastyText } from './nasty-text.js';

const honest: Readonly<Record<string, string>> = {
  'Persian with a non-joiner': 'می\u200cخواهم',
  'an Arabic abbreviation with a joiner': '١٤٤٥ ه\u200d',
  'Hindi with a joiner': 'क्\u200dष',
  'Malayalam with a joiner at the end of a word': 'അവന\u0d4d\u200d ',
  'Thai with marked ends of words': 'ภาษา\u200bไทย',
  'Hebrew with a direction mark': 'שלום\u200f! C++\u200e',
  'a family': '👨\u200d👩\u200d👧\u200d👦',
  'a skin and a profession': '👩🏽\u200d⚕\ufe0f',
  'the flag of England': '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}',
  'a rainbow flag': '🏳\ufe0f\u200d🌈',
  'a key cap': '1\ufe0f\u20e3',
  'a heart in colour': '❤\ufe0f',
  'a variant of a Han character': '葛\u{e0100}',
};

const changed: readonly (readonly [what: string, before: string, after: string])[] = [
  ['zero-width characters in words', 'ig\u200bno\u200c\u200dre', 'ignore'],
  ['soft hyphens, word joiners, byte order marks', '\ufeffig\u00adno\u2060re', 'ignore'],
  ['overrides, embeddings and isolates', '\u202eab\u202c \u202acd\u202c \u2066ef\u2069', 'ab cd ef'],
  ['direction marks where nothing runs from right to left', 'a\u200eb', 'ab'],
  ['tags outside a flag', 'a\u{e0041}\u{e0042}b', 'ab'],
  ['tags in a flag that is none', '🏴\u{e0041}\u{e0042}\u{e0043}\u{e007f}', '🏴'],
  ['control characters', 'a\u0000b\u001b\u0007c\u009fd', 'abcd'],
  ['all kinds of line ends', 'a\r\nb\rc\u2028d\u2029e\u0085f\ff\vg', 'a\nb\nc\nd\ne\nf\nf\ng'],
  ['lone surrogates', 'a\ud800b\udc00', 'a\ufffdb\ufffd'],
  ['what is not composed', 'e\u0301', '\u00e9'],
  ['what composes once something between is gone', 'e\u200b\u0301', '\u00e9'],
  ['fillers', 'a\u3164\u115f\u1160\uffa0b', 'ab'],
  ['annotation', '\ufff9a\ufffab\ufffb', 'ab'],
  ['variation selectors after what takes none', 'x\ufe0f1\ufe0f', 'x1'],
  ['all variation selectors but the first', '😀\ufe0f\u{e0100}\u{e0101}', '😀\ufe0f'],
  ['joiners but one', 'ب\u200c\u200d\u200cب', 'ب\u200cب'],
];

describe('sanitize', () => {
  test.each(Object.entries(honest))('keeps %s', (_what, text) => {
    expect(sanitize(text)).toBe(text);
  });

  test.each(changed)('mends %s', (_what, before, after) => {
    expect(sanitize(before)).toBe(after);
  });

  test('changes nothing the second time', () => {
    fc.assert(
      fc.property(nastyText, (text) => sanitize(sanitize(text)) === sanitize(text)),
      { numRuns: 5000 },
    );
  });

  test('answers well-formed text in NFC without carriage returns or control characters', () => {
    fc.assert(
      fc.property(nastyText, (text) => {
        const clean = sanitize(text);
        return clean.isWellFormed() && clean.normalize('NFC') === clean && !/[\0-\x08\x0b-\x1f\x7f-\x9f]/.test(clean);
      }),
      { numRuns: 3000 },
    );
  });

  test('leaves ASCII with LF line ends untouched', () => {
    const ascii = fc.string({
      unit: fc.integer({ min: 31, max: 126 }).map((c) => (c === 31 ? '\n' : String.fromCharCode(c))),
    });
    fc.assert(fc.property(ascii, (text) => sanitize(text) === text));
  });

  for (const name of ['humaneval_review', 'awesome_chatgpt_prompts', 'mt_bench_vicuna', 'notinject', 'xstest_safe']) {
    const file = `benign/${name}.jsonl`;
    test.skipIf(!corporaAvailable(file))(`leaves every text of ${name} untouched (${corporaAbsent})`, () => {
      const texts = readFileSync(corporaPath(file), 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => String(JSON.parse(line).text));
      expect(texts.filter((text) => sanitize(text) !== text)).toEqual([]);
    });
  }
});
