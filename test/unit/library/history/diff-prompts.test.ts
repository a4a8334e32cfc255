import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diffPrompts, type PromptDiff } from '../../../../src/library/history/diff-prompts.js';

/** `[-deleted-]{+inserted+}`, as git shows it. */
function shown({ parts }: PromptDiff): string {
  const marks = { equal: ['', ''], delete: ['[-', '-]'], insert: ['{+', '+}'] } as const;
  return parts.map(({ type, text }) => `${marks[type][0]}${text}${marks[type][1]}`).join('');
}

function without(type: 'insert' | 'delete', { parts }: PromptDiff): string {
  return parts.flatMap((part) => (part.type === type ? [] : [part.text])).join('');
}

test.each([
  ['nothing', '', '', ''],
  ['a text that is equal', 'Plan it.', 'Plan it.', 'Plan it.'],
  ['a text that is new', '', 'Plan it.', '{+Plan it.+}'],
  ['a text that is gone', 'Plan it.', '', '[-Plan it.-]'],
  ['a word', 'Plan the launch now.', 'Plan the rollout now.', 'Plan the [-launch-]{+rollout+} now.'],
  ['a part of a word', 'Plan the launch.', 'Plan the launches.', 'Plan the [-launch-]{+launches+}.'],
  ['a word with an apostrophe', "It isn't it.", "It wasn't it.", "It [-isn't-]{+wasn't+} it."],
  ['a sign', 'Plan it. Now', 'Plan it! Now', 'Plan it[-.-]{+!+} Now'],
  ['a word that is new', 'Plan it now.', 'Plan it right now.', 'Plan it {+right +}now.'],
  ['a line', 'One.\nTwo.\nThree.\n', 'One.\nThree.\n', 'One.\n[-Two.\n-]Three.\n'],
  ['a line end', 'One.\nTwo.', 'One. Two.', 'One.[-\n-]{+ +}Two.'],
  ['Chinese', '请写一份关于医疗的报告。', '请写一份关于教育的报告。', '请写一份关于[-医疗-]{+教育+}的报告。'],
  ['Japanese', '東京の天気を調べて', '大阪の天気を調べて', '[-東京-]{+大阪+}の天気を調べて'],
  ['Thai', 'ภาษาไทยเป็นภาษา', 'ภาษาจีนเป็นภาษา', 'ภาษา[-ไทย-]{+จีน+}เป็นภาษา'],
  ['Korean', '서울의 날씨를 알려줘', '부산의 날씨를 알려줘', '[-서울의-]{+부산의+} 날씨를 알려줘'],
  ['Persian', 'می‌خواهم بروم', 'می‌خواهم بمانم', 'می‌خواهم [-بروم-]{+بمانم+}'],
  ['emoji of several signs', 'Go 👩‍🚀 now', 'Go 👩‍🎤 now', 'Go [-👩‍🚀-]{+👩‍🎤+} now'],
  ['a letter with a mark', 'Zu\u0308rich', 'Zurich', '[-Zu\u0308rich-]{+Zurich+}'],
])('%s is shown as it was changed', (_, before, after, expected) => {
  expect(shown(diffPrompts(before, after))).toBe(expected);
});

test('words are counted, and signs and spaces are none', () => {
  const diff = diffPrompts('Plan it now, please.\n', 'Plan 42 things - now and then\u3000先生!');
  expect({ inserted: diff.inserted, deleted: diff.deleted }).toEqual({ inserted: 5, deleted: 2 });
  expect(diffPrompts('a  b', 'a b')).toMatchObject({ inserted: 0, deleted: 0 });
});

/** Texts of scripts with and without spaces, of signs that belong together, and of halves of such. */
const sign = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('a', 'b', ' ', '\n', '.', 'the ', 'launch ', "'", '_', '1') },
  { weight: 2, arbitrary: fc.constantFrom('报', '告', '。', 'ภ', 'า', 'ษ', '\u0e49', 'の', '서울 ', 'ब', '\u094d') },
  { weight: 1, arbitrary: fc.constantFrom('\u0308', '\u200d', '\u200c', '👩', '\ufe0f', '\ud83d', '\udc69', '\0') },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 3 }) },
);
const text = fc.array(sign, { maxLength: 60 }).map((signs) => signs.join(''));
/** A text, and one that was made from it or has nothing to do with it. */
const pair = fc.oneof(
  fc.tuple(text, text),
  fc
    .tuple(text, text, text, text)
    .map(([start, middle, end, other]) => [start + middle + end, start + other + end] as [string, string]),
);

test('parts are both texts again, are never empty, and alternate', () => {
  fc.assert(
    fc.property(pair, ([before, after]) => {
      const diff = diffPrompts(before, after);
      expect(without('insert', diff)).toBe(before);
      expect(without('delete', diff)).toBe(after);
      for (const [index, { type, text: part }] of diff.parts.entries()) {
        expect(part).not.toBe('');
        const next = diff.parts[index + 1]?.type;
        expect(next === type || (type === 'insert' && next === 'delete'), `${type}, ${next}`).toBe(false);
      }
      expect(diff.parts.every(({ type }) => type === 'equal')).toBe(before === after);
    }),
    { seed: 20_261_130, numRuns: 2_000 },
  );
});

test('what is wholly different is replaced as a whole, and what is beside it word by word', () => {
  const shuffled = (seed: number) =>
    Array.from({ length: 4_000 }, (_, index) => 'abcdefghijklmnopqrstuvwxyz'[(index * index * seed + index) % 26]).join(
      ' ',
    );
  const before = `Plan the launch.\nHere is all:\n${shuffled(3)}\nThank you very much.`;
  const after = `Plan the rollout.\nHere is all:\n${shuffled(8)}\nThank you so much.`;
  const { parts } = diffPrompts(before, after);
  expect(parts.map(({ type, text: part }) => (part.length > 100 ? type : part))).toEqual([
    'Plan the ',
    'launch',
    'rollout',
    '.\nHere is all:\na ',
    'delete',
    'insert',
    ' much.',
  ]);
});

test('300 words that were changed in one passage are still told one by one', () => {
  const words = Array.from({ length: 1_600 }, (_, index) => `word${index}`);
  const changed = words.map((word, index) => (index % 5 === 0 && index < 1_500 ? 'other' : word));
  const { inserted, deleted, parts } = diffPrompts(words.join(' '), changed.join(' '));
  expect({ inserted, deleted }).toEqual({ inserted: 300, deleted: 300 });
  expect(parts.filter(({ type }) => type === 'equal')).toHaveLength(300);
});

test('what is no text is refused, and not repeated', () => {
  for (const [before, after] of [
    ['a', null],
    [{ secret: 1 }, 'a'],
  ] as unknown as readonly [string, string][]) {
    expect(() => diffPrompts(before, after)).toThrow(expect.objectContaining({ code: 'request_invalid' }));
  }
});

test('a long passage without spaces that has changed altogether is compared by characters', () => {
  const before = Array.from({ length: 5_000 }, (_, index) => String.fromCodePoint(0x4e00 + index)).join('');
  const after = before.replaceAll(before[2_500] ?? '', '猫👩‍🎤');
  const diff = diffPrompts(before, after);
  expect(shown(diff)).toContain(`[-${before[2_500]}-]{+猫👩‍🎤+}`);
  expect(without('insert', diff)).toBe(before);
  expect(without('delete', diff)).toBe(after);
  // Short ones beside it are still compared by words.
  const [intro, other] = ['请写一份关于医疗的报告。', '请写一份关于教育的报告。'];
  expect(shown(diffPrompts(`${intro}${before}`, `${other}${after}`))).toContain('请写一份关于[-医疗-]{+教育+}的报告。');
});
