import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { rejectCandidate, textReaders } from '../../../src/optimize/reject-candidate.js';
import { composePrompt } from '../../../src/prompt/compose-prompt.js';
import { lintPrompt } from '../../../src/prompt/lint-prompt.js';
import { criterionNames, rubric } from '../../../src/score/rubric.js';
import { corporaAbsent, corporaAvailable, corporaPath } from '../../corpora.js';
import { framedInEnglish, triplesInEnglish } from '../../fixtures/rewrites/triples-in-english.js';
import { triplesInOtherLanguages } from '../../fixtures/rewrites/triples-in-other-languages.js';
import { sevenD } from '../../fixtures/seven-d.js';

const readers = await textReaders();
const context = { confidential: criterionNames.flatMap((name) => [name, ...rubric[name].anchors]), readers };
const triples = [...triplesInEnglish, ...framedInEnglish, ...triplesInOtherLanguages];

describe('a candidate that carries the task out', () => {
  test('is found in at least 85 of 100 cases, in all languages together and in English', () => {
    expect(triples.length).toBeGreaterThanOrEqual(120);
    for (const cases of [triples, triplesInEnglish, triplesInOtherLanguages]) {
      const missed = cases.filter(([prompt, , answer]) => readers.answerRejection(prompt, answer) === null);
      expect(missed.length / cases.length, missed.map(([prompt]) => prompt).join('\n')).toBeLessThan(0.15);
    }
  });

  test('is told from every honest rewrite', () => {
    const rejected = triples.flatMap(([prompt, rewrite]) => {
      const reason = rejectCandidate(prompt, rewrite, context);
      return reason === null ? [] : [`${reason}: ${rewrite}`];
    });
    expect(rejected).toEqual([]);
  });

  test.each(framedInEnglish)('or speaks about itself is rejected: %s', (prompt, rewrite, answer) => {
    expect(readers.answerRejection(prompt, answer)).toBe('answered');
    for (const frame of [
      'Sure! ',
      'Certainly: ',
      'Here is the improved prompt:\n\n',
      '**Rewritten prompt:**\n',
      "I've rewritten your prompt:\n",
    ]) {
      expect(readers.answerRejection(prompt, `${frame}${rewrite}`)).toBe('answered');
    }
  });

  test('may begin as its original does', () => {
    const letter = 'Dear Ms Baker,\nplease explain your prices.\n---\nImprove this letter.';
    expect(readers.answerRejection(letter, `${letter} Keep it short.`)).toBeNull();
    expect(
      readers.answerRejection(letter, 'Dear Ms Baker,\nplease explain your prices.\n---\nImprove this letter in tone.'),
    ).toBeNull();
  });
});

const available = corporaAvailable('benign');

describe.skipIf(!available)(`composed prompts (${available ? 'benign corpora' : corporaAbsent})`, () => {
  const texts = ['awesome_chatgpt_prompts', 'mt_bench_vicuna', 'notinject', 'xstest_safe', 'humaneval_review'].flatMap(
    (name) =>
      readFileSync(corporaPath(`benign/${name}.jsonl`), 'utf8')
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { text: string }).text.trim())
        .filter((text) => [...text].length <= 10_000),
  );
  const compose = (prompt: string) => composePrompt(prompt, sevenD(), lintPrompt(prompt, sevenD())).prompt;

  test('are turned away for their language, or because nothing fits in, and for nothing else', {
    timeout: 120_000,
  }, () => {
    const reasons = texts.map((text) => [text, rejectCandidate(text, compose(text), context)] as const);
    const passed = reasons.filter(([, reason]) => reason === null);
    expect(passed.length).toBeGreaterThan(500);
    expect([...new Set(reasons.map(([, reason]) => reason))].sort()).toEqual(
      ['language_changed', 'script_changed', 'unchanged', null].sort(),
    );
    // The corpora hold 58 prompts in other languages.
    expect(texts.length - passed.length).toBeLessThan(70);
  });

  test('keep the words of their author, fit, and gain nothing by being composed again', { timeout: 120_000 }, () => {
    for (const text of texts) {
      const once = compose(text);
      expect(once).toContain(text);
      expect([...once].length).toBeLessThanOrEqual(10_000);
      expect(compose(once)).toBe(once);
    }
  });

  test.each([9_990, 9_900, 9_000, 8_500])('leave out the sections for which %i characters leave no room', (length) => {
    const text = `Write about tea. ${'tea '.repeat(3_000)}`.slice(0, length - 1).padEnd(length, '.');
    const once = compose(text);
    expect(once).toContain(text);
    expect([...once].length).toBeLessThanOrEqual(10_000);
    expect(compose(once)).toBe(once);
  });
});
