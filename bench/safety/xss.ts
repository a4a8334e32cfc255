import { readFileSync } from 'node:fs';
import { detectMarkup } from '../../src/safety/markup/detect-markup.js';
import { detectUrls } from '../../src/safety/markup/detect-urls.js';
import { corporaPath } from '../../test/corpora.js';

/** How many texts of a set would be stopped where only what is surest counts, as in the policy `strict`. */
export interface XssBar {
  readonly set: string;
  readonly cases: number;
  readonly kind: 'at least' | 'at most';
  /** Shares of the cases. */
  readonly bar: number;
  readonly figure: number;
  readonly kept: boolean;
}

/** Confidence from which `strict` blocks. */
const blocking = 0.9;

/** Some fixtures of DOMPurify are harmless: they test that formatting survives. */
const sets: readonly (readonly [string, XssBar['kind'], number])[] = [
  ['xss/payloadbox', 'at least', 0.95],
  ['xss/dompurify_fixtures', 'at least', 0.6],
  ['benign/awesome_chatgpt_prompts', 'at most', 0.005],
  ['benign/humaneval_review', 'at most', 0.005],
  ['benign/mt_bench_vicuna', 'at most', 0.005],
  ['benign/notinject', 'at most', 0.005],
  ['benign/xstest_safe', 'at most', 0.005],
];

/** What the detectors of HTML and addresses find in the corpora. */
export function measureXss(): readonly XssBar[] {
  return sets.map(([set, kind, bar]) => {
    const texts = textsOf(set);
    const stopped = texts.filter((text) =>
      [...detectMarkup(text), ...detectUrls(text)].some(({ confidence }) => confidence >= blocking),
    );
    const figure = stopped.length / texts.length;
    return { set, cases: texts.length, kind, bar, figure, kept: kind === 'at least' ? figure >= bar : figure <= bar };
  });
}

function textsOf(set: string): readonly string[] {
  const lines = readFileSync(corporaPath(`${set}.jsonl`), 'utf8')
    .trim()
    .split('\n');
  return lines.map((line) => (JSON.parse(line) as { text: string }).text);
}
