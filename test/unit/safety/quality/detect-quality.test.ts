import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { detectQuality, qualityLimits } from '../../../../src/safety/quality/detect-quality.js';
import { measureQuality } from '../../../../src/safety/quality/measure-quality.js';
import { qualityMeanings } from '../../../../src/safety/quality/quality-meanings.js';
import { corporaAbsent, corporaAvailable, corporaPath } from '../../../corpora.js';

const codes = (text: string) => detectQuality(text).map(({ code }) => code);
const prose =
  'Compare three ways to heat an old house in a cold country. Say what each costs to build and to run, how loud it is, ' +
  'which permits it needs, and when it pays for itself; then name the one you would choose for a family of four.';
const chinese =
  '请比较三种在寒冷国家为老房子供暖的方法，说明每种方法的建造和运行成本、噪音大小、需要哪些许可证，以及何时能够收回投资，然后为一个四口之家选出最合适的方案并解释理由。';
const thai = 'ช่วยเปรียบเทียบวิธีทำความร้อนให้บ้านเก่าในประเทศหนาวสามวิธี บอกต้นทุนการสร้าง ค่าใช้จ่ายรายเดือน และระดับเสียงของแต่ละแบบ';

describe('the quality of a text', () => {
  test.each([
    ['prose', prose],
    ['Chinese', chinese],
    ['Thai', thai],
    ['a title', 'READ THIS FIRST'],
    ['a short chorus', 'no no no no no no no no'],
    ['code', prose.replaceAll('. ', ';\n        ')],
    ['nothing', ''],
    ['a blank', '   \n'],
  ])('is fine in %s', (_what, text) => {
    expect(codes(text)).toEqual([]);
  });

  test.each([
    ['mostly_capitals', prose.toUpperCase()],
    ['mostly_capitals', 'ПРИВЕТ МИР '.repeat(3) + prose.toUpperCase()],
    ['mostly_white_space', prose.replaceAll(' ', '\n'.repeat(12))],
    ['mostly_white_space', prose.replaceAll(' ', '\u3000'.repeat(12))],
    ['repeated_passages', `${prose} ${prose}`],
    ['repeated_passages', `${chinese}${chinese}`],
    ['few_different_words', 'buy now and save '.repeat(20)],
    ['few_different_words', 'a'.repeat(2_000)],
    ['few_different_words', '哈'.repeat(200)],
  ] as const)('is wanting: %s', (code, text) => {
    expect(codes(text)).toContain(code);
  });

  test('is about the whole, and its counters lie between 0 and 1', () => {
    for (const text of [prose, chinese, thai, '', 'İ'.repeat(50), 'ß'.repeat(50), '\ud800', ' ']) {
      for (const share of Object.values(measureQuality(text))) {
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1);
      }
      for (const { span, confidence } of detectQuality(text.repeat(40))) {
        expect(span).toBeNull();
        expect(confidence).toBeGreaterThan(0);
      }
    }
  });

  test('counts what it says', () => {
    expect(measureQuality('ABcd e1')).toEqual({ capitals: 2 / 5, uniqueWords: 1, whiteSpace: 1 / 7, repetition: 0 });
    expect(measureQuality('Äö Äö äö')).toMatchObject({ capitals: 2 / 6, uniqueWords: 1 / 3 });
    expect(measureQuality('a b c d e f a b c d e')).toMatchObject({ repetition: 5 / 11 });
    expect(measureQuality('我的')).toMatchObject({ capitals: 0, uniqueWords: 1 });
  });

  test('does not fall because a text is long', () => {
    const words = Array.from({ length: 6_000 }, (_, place) => `w${(place * place) % 1_709}`);
    expect(codes(words.join(' '))).not.toContain('few_different_words');
  });

  test('has a meaning for every finding', () => {
    for (const { category, severity, message } of Object.values(qualityMeanings)) {
      expect([category, severity]).toEqual(['quality', 'low']);
      expect(message).toMatch(/^[A-Z].+\.$/);
    }
  });
});

test.skipIf(!corporaAvailable('benign'))(`real prompts stay far from the limits (${corporaAbsent})`, () => {
  const sets = ['notinject', 'awesome_chatgpt_prompts', 'mt_bench_vicuna', 'humaneval_review', 'xstest_safe'];
  const texts = sets.flatMap((set) =>
    readFileSync(corporaPath(`benign/${set}.jsonl`), 'utf8')
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { readonly text: string }).text),
  );
  expect(texts.flatMap(codes)).toEqual([]);
  const long = texts.filter((text) => text.length >= 80).map(measureQuality);
  expect(long.length).toBeGreaterThan(400);
  expect(Math.max(...long.map(({ capitals }) => capitals))).toBeLessThan(qualityLimits.capitals - 0.2);
  expect(Math.min(...long.map(({ uniqueWords }) => uniqueWords))).toBeGreaterThan(qualityLimits.uniqueWords + 0.05);
  expect(Math.max(...long.map(({ whiteSpace }) => whiteSpace))).toBeLessThan(qualityLimits.whiteSpace);
  expect(Math.max(...long.map(({ repetition }) => repetition))).toBeLessThan(qualityLimits.repetition - 0.05);
});
