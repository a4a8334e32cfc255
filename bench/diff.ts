import diffSequence from '@jest/diff-sequences';
import { diffWordsWithSpace } from 'diff';
import { diffPrompts } from '../src/library/history/diff-prompts.js';
import { benchOptions } from './bench-options.js';
import { diffPairs } from './diff/diff-pairs.js';
import { inTurns } from './in-turns.js';
import { operationsPerSecond } from './operations-per-second.js';
import { figuresOf } from './report/figures.js';
import { machineLines } from './report/machine.js';
import { markdownTable } from './report/markdown-table.js';
import { rateTable } from './report/rate-table.js';

const options = benchOptions({ rounds: 5, turnMs: 500 });
const { rounds, turnMs } = options;
const ours = 'PromptForge';
const peer = 'jsdiff, words with spaces';
const bare = 'segmented, then diff-sequences';
const mostMs = 50;

console.log('# What changed between two prompts of 10,000 characters, by words\n');
const load = `${rounds} rounds of ${turnMs} ms each; a comparison that takes longer than a turn is one turn`;
console.log(machineLines(['diff', '@jest/diff-sequences'], { load }));

const segmenter = new Intl.Segmenter('en', { granularity: 'word' });
const segmented = (text: string) => Array.from(segmenter.segment(text), ({ segment }) => segment);

/** What one gets by putting the parts together without bounds. */
function unbounded(before: string, after: string): number {
  const [left, right] = [segmented(before), segmented(after)];
  let common = 0;
  const count = (length: number) => {
    common += length;
  };
  // The types of the package are those of its CommonJS build.
  const compare = diffSequence as unknown as typeof diffSequence.default;
  compare(left.length, right.length, (a, b) => left[a] === right[b], count);
  return common;
}

const slowest: (readonly [string, string, string])[] = [];
for (const [title, before, after] of diffPairs) {
  const contestants = [
    { name: ours, diff: () => diffPrompts(before, after) },
    { name: peer, diff: () => diffWordsWithSpace(before, after, undefined) },
    { name: bare, diff: () => unbounded(before, after) },
  ];
  const rates = await inTurns(contestants, rounds, ({ diff }) =>
    operationsPerSecond({ callers: 1, turnMs }, async () => diff()),
  );
  const ms = 1_000 / figuresOf(rates.get(ours) ?? []).median;
  slowest.push([title, `${ms.toFixed(1)} ms`, ms <= mostMs ? 'yes' : 'no']);
  console.log(`## ${title}\n\n${rateTable(rates, peer, peer, 'comparisons/s')}`);
}
console.log(`## Milliseconds of ${ours}\n`);
console.log(markdownTable(['texts', 'median', `at most ${mostMs} ms`], slowest));
