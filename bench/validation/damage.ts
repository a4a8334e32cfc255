import { markdownTable, whole } from '../report/markdown-table.js';
import { textsOf } from '../safety/policy-bars.js';
import { holdsWhatRuns, sameBesidesEncoding } from './as-page.js';
import { evenly } from './evenly.js';
import { nothing, type Validator, validators } from './validators.js';

const honest = [
  ...['benign/notinject', 'benign/awesome_chatgpt_prompts', 'benign/mt_bench_vicuna', 'benign/xstest_safe'],
  ...['benign/humaneval_review', 'blns/blns'],
];
const hostile = ['xss/payloadbox', 'xss/dompurify_fixtures'];

/** Whether what became of a text counts; null came out of one that was turned away. */
type Counts = (outcome: string | null, text: string) => boolean;

/** Honest texts that come out as others than they went in, and those whose text is another even once its encoding is undone. */
export async function damageTables(most: number): Promise<string> {
  return countTables(honest, validators, most, {
    // White space at either end says nothing.
    'Altered or turned away': (outcome, text) => outcome?.trim() !== text.trim(),
    'Altered by more than encoding, or turned away': (outcome, text) =>
      outcome === null || !sameBesidesEncoding(outcome, text),
  });
}

/** Hostile texts that come out as they went in, and those that would run in a page. */
export async function harmTables(most: number): Promise<string> {
  const untouched = { name: nothing, treat: (text: string) => text };
  // Several leave the same, and parsing takes long.
  const known = new Map<string, boolean>();
  const isRun = (html: string) => {
    const found = known.get(html) ?? holdsWhatRuns(html);
    known.set(html, found);
    return found;
  };
  return countTables(hostile, [untouched, ...validators], most, {
    'Neither altered nor turned away': (outcome, text) => outcome?.trim() === text.trim(),
    'Runs in a page that takes it for HTML': (outcome) => outcome !== null && isRun(outcome),
  });
}

/** A table for each way to count, a row for everybody, a column for each set. */
async function countTables(
  sets: readonly string[],
  those: readonly Pick<Validator, 'name' | 'treat' | 'renew'>[],
  most: number,
  ways: Readonly<Record<string, Counts>>,
): Promise<string> {
  const columns = sets.map((set) => ({ set: set.replace(/^.*\//, ''), texts: evenly(textsOf(set), most) }));
  const heads = columns.map(({ set, texts }) => `${set}, of ${whole(texts.length)}`);
  const rows = Object.keys(ways).map((): string[][] => []);
  for (const { name, treat, renew } of those) {
    const counted = rows.map((): string[] => [name]);
    for (const { texts } of columns) {
      renew?.();
      const treated: [outcome: string | null, text: string][] = [];
      for (const text of texts) treated.push([await treat(text), text]);
      for (const [way, counts] of Object.values(ways).entries()) {
        counted[way]?.push(whole(treated.filter(([outcome, text]) => counts(outcome, text)).length));
      }
    }
    for (const [way, row] of counted.entries()) rows[way]?.push(row);
  }
  const titles = Object.keys(ways);
  return titles.map((title, way) => `### ${title}\n\n${markdownTable(['', ...heads], rows[way] ?? [])}`).join('\n');
}
