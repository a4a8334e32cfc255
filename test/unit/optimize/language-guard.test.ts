import { describe, expect, test } from 'vitest';
import { type Rejection, rejectCandidate, textReaders } from '../../../src/optimize/reject-candidate.js';
import { composePrompt } from '../../../src/prompt/compose-prompt.js';
import { lintPrompt } from '../../../src/prompt/lint-prompt.js';
import { shortPrompts } from '../../fixtures/languages/short-prompts.js';
import { sevenD } from '../../fixtures/seven-d.js';

const readers = await textReaders();
const judge = (original: string, candidate: string): Rejection | null =>
  rejectCandidate(original, candidate, { confidential: [], readers });
const isTranslation = (original: string, candidate: string): boolean =>
  ['script_changed', 'language_changed'].includes(judge(original, candidate) ?? '');
const compose = (prompt: string) => composePrompt(prompt, sevenD(), lintPrompt(prompt, sevenD())).prompt;
const languages = Object.entries(shortPrompts);

describe('the language of a rewrite', () => {
  test('is told in many languages, on short prompts', () => {
    expect(languages.length).toBeGreaterThanOrEqual(15);
    expect(languages.flatMap(([, prompts]) => prompts).length).toBeGreaterThanOrEqual(60);
  });

  test.each(languages)('may be %s where the original is', (_code, prompts) => {
    const alarms = prompts.flatMap(([prompt]) =>
      prompts.flatMap(([, rewrite]) => (isTranslation(prompt, rewrite) ? [`${prompt} => ${rewrite}`] : [])),
    );
    expect(alarms).toEqual([]);
    for (const [prompt, rewrite] of prompts) expect(judge(prompt, rewrite)).toBeNull();
  });

  test('may not be another one: at most one translation in a hundred gets through', () => {
    const pairs = languages.flatMap(([from, prompts]) =>
      languages.flatMap(([to, others]) =>
        from === to
          ? []
          : prompts.map(([prompt], index) => ({ pair: `${from}>${to}`, prompt, rewrite: others[index]?.[1] ?? '' })),
      ),
    );
    const missed = pairs.filter(({ prompt, rewrite }) => !isTranslation(prompt, rewrite)).map(({ pair }) => pair);
    expect(pairs.length).toBeGreaterThan(1_500);
    expect(missed.length / pairs.length, missed.join(' ')).toBeLessThan(0.01);
  });

  test.each(
    languages.filter(([code]) => code !== 'en'),
  )('is not %s any more with sections in English', (_c, prompts) => {
    for (const text of prompts.flat()) expect(isTranslation(text, compose(text)), text).toBe(true);
  });

  test.each([
    [
      'asks for an answer in English',
      'Schreibe unsere Rückgabebedingungen um und antworte auf Englisch.',
      'Schreibe unsere Rückgabebedingungen in kurzen Sätzen um. Antworte auf Englisch, höchstens 200 Wörter, Zielgruppe sind Kunden in London.',
    ],
    [
      'quotes English',
      'Übersetze "We are looking forward to seeing you at the annual meeting" ins Deutsche.',
      'Übersetze diesen Satz in höfliches Deutsch: "We are looking forward to seeing you at the annual meeting". Gib zwei Varianten an.',
    ],
    [
      'is full of English terms',
      'Erstelle ein Playbook für das Onboarding im SaaS Startup.',
      'Erstelle ein Playbook im Format Markdown für das Onboarding neuer Kunden: Trigger, Rollen, Schritte, KPIs. Scale: startup, urgency: sprint.',
    ],
    [
      'holds code',
      'Erkläre diesen Code:\n```\nfor each item in the list print the name of the item\n```',
      'Erkläre einem Anfänger Zeile für Zeile, was dieser Code tut:\n```\nfor each item in the list print the name of the item\n```',
    ],
    [
      'is in two languages',
      'Write a summary of the text.\nDer Text: Die Gemeinde hat beschlossen, den Park im Frühjahr zu erneuern.',
      'Summarize the text below in three sentences for newcomers to the town.\nDer Text: Die Gemeinde hat beschlossen, den Park im Frühjahr zu erneuern.',
    ],
    ['is too short to tell', 'Fix x = y + 1', 'Corrige x = y + 1'],
  ])('is left alone where the original %s', (_what, original, rewrite) => {
    expect(judge(original, rewrite)).toBeNull();
  });

  test('is not asked about where nobody can tell', () => {
    expect(rejectCandidate('Schreibe einen Brief an unsere Kunden.', 'Write a letter to our customers.')).toBeNull();
  });
});
