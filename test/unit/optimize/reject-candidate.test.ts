// biome-ignore-all lint/suspicious/noTemplateCurlyInString: such text is what is tested here.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rejectCandidate } from '../../../src/optimize/reject-candidate.js';

const original = 'Write a note to our customers.';
const spellings = ['{name}', '{{name}}', '${name}', '<name>', '[NAME]'];

describe('a candidate', () => {
  test('that says the same in other words is kept', () => {
    expect(rejectCandidate(original, 'Write a note of 100 words to our customers.')).toBeNull();
  });

  test.each(spellings)('keeps %s as it is', (placeholder) => {
    const asked = `Write to ${placeholder} today.`;
    expect(rejectCandidate(asked, `Write a short letter to ${placeholder} today.`)).toBeNull();
    expect(rejectCandidate(asked, `To ${placeholder}: write to ${placeholder} today.`)).toBeNull();
    expect(rejectCandidate(asked, 'Write a short letter to them today.')).toBe('placeholder_lost');
    expect(rejectCandidate('Write to them today.', asked)).toBe('placeholder_invented');
    for (const other of spellings.filter((spelling) => spelling !== placeholder)) {
      expect(rejectCandidate(asked, `Write to ${other} today.`)).toBe('placeholder_lost');
    }
  });

  test.each(['', ' ', 'too short'])('of %j is empty', (candidate) => {
    expect(rejectCandidate(original, candidate)).toBe('empty');
  });

  const filler = (length: number) => `${original} ${'x'.repeat(length)}`.slice(0, length);

  test.each([
    ['3,000 characters', original, 3_000],
    ['four times as many as its original', filler(1_000), 4_000],
    ['10,000, whatever its original has', filler(9_000), 10_000],
  ])('may have %s and not one more', (_most, asked, most) => {
    expect(rejectCandidate(asked, filler(most))).toBeNull();
    expect(rejectCandidate(asked, filler(most + 1))).toBe('too_long');
  });

  test('is measured in code points, an emoji being one', () => {
    expect(rejectCandidate(original, `${original} ${'\u{1F469}'.repeat(2_969)}`)).toBeNull();
    expect(rejectCandidate(original, `${original} ${'\u{1F469}'.repeat(2_970)}`)).toBe('too_long');
  });

  test('that is the original is unchanged, whatever the original is', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 10, maxLength: 200 }), (text) => {
        expect(rejectCandidate(text, text)).toBe('unchanged');
      }),
    );
  });

  test.each([
    ['Cyrillic', 'Напишите письмо нашим клиентам.'],
    ['Greek', 'Γράψε ένα σημείωμα στους πελάτες.'],
    ['Arabic', 'اكتب رسالة إلى عملائنا من فضلك.'],
    ['Hebrew', 'כתוב הודעה ללקוחות שלנו בבקשה.'],
    ['Han', '请给我们的客户写一封简短的邮件通知。'],
    ['Japanese', 'お客さまへのおしらせをかいてください。'],
    ['Hangul', '고객에게 보낼 짧은 안내문을 작성해 주세요.'],
    ['Thai', 'เขียนข้อความถึงลูกค้าของเรา'],
    ['Devanagari', 'हमारे ग्राहकों को एक संदेश लिखें।'],
  ])('in %s of an original that is not, and the other way round, is a translation', (_script, text) => {
    expect(rejectCandidate(original, text)).toBe('script_changed');
    expect(rejectCandidate(text, original)).toBe('script_changed');
    expect(rejectCandidate(text, `${text} ${text}`)).toBeNull();
  });

  test('may hold placeholders, code and quotations in any script', () => {
    expect(rejectCandidate('Call {первый_клиент}', 'Now call {первый_клиент}, then {первый_клиент}')).toBeNull();
    expect(
      rejectCandidate(
        'Translate "Напишите письмо нашим клиентам".',
        'Put into English: "Напишите письмо нашим клиентам".',
      ),
    ).toBeNull();
  });

  test('may borrow some words of another script', () => {
    expect(rejectCandidate('Напишите письмо нашим клиентам.', 'Напишите нашим клиентам письмо в Markdown.')).toBeNull();
  });

  test('in Japanese may have more kana, or fewer, than its original', () => {
    expect(
      rejectCandidate('要件定義書作成手順説明資料', '要件定義書をつくるてじゅんをせつめいしてください。'),
    ).toBeNull();
    expect(rejectCandidate('おしらせをかいてください。', '顧客向案内文作成。対象顧客全員。')).toBeNull();
  });

  test.each(['-----END EVIDENCE 123-----', '-----BEGIN EVIDENCE 123-----'])('that holds %s has leaked it', (marker) => {
    expect(rejectCandidate(original, `${original}\n${marker}`)).toBe('evidence_marker_leaked');
    expect(rejectCandidate(`Explain the line ${marker}`, `Explain this line: ${marker}`)).toBeNull();
  });

  describe('that quotes the rubric', () => {
    const context = {
      confidential: [
        'everything needed is given, or marked as a placeholder to fill in',
        'undefined_terms',
        'one reading',
      ],
      readers: null,
    };
    const judged = (candidate: string, asked = original) => rejectCandidate(asked, candidate, context);

    test.each([
      `${original} Everything needed is given, or marked.`,
      `${original} (EVERYTHING  needed — is "given" or\nmarked)`,
      `${original} Avoid undefined_terms.`,
      `${original} Mind the stated_context.`,
      `${original} Improve the current_version.`,
    ])('is rejected: %j', (candidate) => {
      expect(judged(candidate)).toBe('rubric_quoted');
      // Who wrote it themselves may keep it.
      expect(judged(`${candidate} At most 100 words.`, candidate)).toBeNull();
    });

    test.each([
      `${original} Everything needed is given here.`,
      `${original} There must be one reading only.`,
      `${original} Explain terms that are left undefined.`,
    ])('takes six words in a row, or a name: %j', (candidate) => {
      expect(judged(candidate)).toBeNull();
    });
  });
});
