const length = 10_000;

/** The same numbers each time. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return Math.floor((state / 0x80000000) * below);
  };
}

/** A text of words that are drawn from a list, with a sentence in every dozen. */
function english(words: readonly string[], seed: number): string {
  const next = numbers(seed);
  let text = '';
  while (text.length < length) text += `${words[next(words.length)]}${next(12) === 0 ? '. ' : ' '}`;
  return text.slice(0, length);
}

function signs(first: number, count: number, seed: number): string {
  const next = numbers(seed);
  return Array.from({ length }, () => String.fromCharCode(first + next(count))).join('');
}

function chinese(seed: number): string {
  const phrases = [
    '请帮我写',
    '一份关于',
    '人工智能',
    '医疗领域',
    '的应用报告',
    '内容需要详细',
    '并且包含数据分析',
    '和未来趋势',
    '。',
  ];
  const next = numbers(seed);
  let text = '';
  while (text.length < length) text += phrases[next(phrases.length)];
  return text.slice(0, length);
}

const vocabulary = Array.from({ length: 400 }, (_, index) => `${(index * 7_919).toString(36)}word`);
const others = vocabulary.map((word) => word.toUpperCase());
const prompt = english(vocabulary, 1);
const edited = prompt
  .split(' ')
  .map((word, index) => (index % 20 === 0 ? 'changed' : word))
  .join(' ');

/** Pairs of texts: what they are, the one before and the one after. */
export const diffPairs: readonly (readonly [string, string, string])[] = [
  ['equal', prompt, prompt],
  ['a word in 20 changed', prompt, edited],
  ['wholly different, of the same words', prompt, english(vocabulary, 2)],
  ['wholly different, of other words', prompt, english(others, 3)],
  ['one long word', 'a'.repeat(length), 'b'.repeat(length)],
  ['Chinese, wholly different, of the same phrases', chinese(4), chinese(5)],
  ['10,000 CJK characters at random', signs(0x4e00, 20_000, 6), signs(0x4e00, 20_000, 7)],
];
