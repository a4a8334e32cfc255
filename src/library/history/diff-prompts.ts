import { PromptForgeError } from '../../errors/promptforge-error.js';
import { type CommonRun, commonEnds, commonRuns } from './common-runs.js';
import { type DiffPart, PartList } from './part-list.js';
import { sentencesOf } from './sentences-of.js';
import { lookedUp, wordsOf } from './words-of.js';

/** What has become of a text. */
export interface PromptDiff {
  /**
   * In order, no two of one type beside each other, and what was deleted before what came in its place.
   * Without the inserted parts they are the first text, without the deleted ones the second, to the character.
   */
  readonly parts: readonly DiffPart[];
  /** Words in the second text that the first did not have. Signs and spaces are no words. */
  readonly inserted: number;
  /** Words of the first text that are gone. */
  readonly deleted: number;
}

/**
 * Comparisons that may be spent on finding what texts have in common; a few milliseconds. Two prompts of
 * 10,000 characters stay below it with some 300 words changed in one place, and far more in several.
 */
const comparisonBudget = 500_000;

/**
 * UTF-16 units of scripts without spaces whose words are looked up, some 15 milliseconds. What has changed
 * beyond that is compared by characters, which in Chinese mean something by themselves.
 */
const lookedUpAtMost = 8_000;

/**
 * Tells what has changed between two texts, by words, in whatever script. Sentences and lines are compared
 * first, and words within those that have changed. Where hardly anything is left of a passage it is shown as
 * replaced as a whole, which reads better, and takes no longer the longer the texts are.
 * @throws PromptForgeError `request_invalid` for what is no text.
 */
export function diffPrompts(before: string, after: string): PromptDiff {
  if (typeof before !== 'string' || typeof after !== 'string') {
    throw new PromptForgeError('request_invalid', 'diffPrompts() takes two strings.');
  }
  const list = new PartList();
  const [left, right] = [sentencesOf(before), sentencesOf(after)];
  const whole = before.length + after.length;
  let room = lookedUpAtMost;
  const changed = (removed: readonly string[], added: readonly string[]) => {
    const [old, recent] = [removed.join(''), added.join('')];
    const units = lookedUp(old) + lookedUp(recent);
    const cut = units <= room ? 'dictionary' : 'character';
    if (cut === 'dictionary') room -= units;
    // Each passage gets its share, so that one that is new altogether leaves the others theirs.
    const comparisons = Math.ceil((comparisonBudget * (old.length + recent.length)) / whole);
    diffWords(list, [wordsOf(old, cut), wordsOf(recent, cut)], comparisons);
  };
  walk(list, left, right, commonRuns(left, right, comparisonBudget) ?? commonEnds(left, right), changed);
  return { parts: list.parts, inserted: list.inserted, deleted: list.deleted };
}

type Words = readonly [before: readonly string[], after: readonly string[]];

function diffWords(list: PartList, [left, right]: Words, comparisons: number): void {
  walk(list, left, right, commonRuns(left, right, comparisons) ?? commonEnds(left, right), (removed, added) => {
    list.add('delete', removed);
    list.add('insert', added);
  });
}

/** Goes through two lists, from one run that they have in common to the next. */
function walk(
  list: PartList,
  before: readonly string[],
  after: readonly string[],
  runs: readonly CommonRun[],
  changed: (removed: readonly string[], added: readonly string[]) => void,
): void {
  let [left, right] = [0, 0];
  for (const run of [...runs, { before: before.length, after: after.length, length: 0 }]) {
    if (run.before > left || run.after > right) changed(before.slice(left, run.before), after.slice(right, run.after));
    list.add('equal', before.slice(run.before, run.before + run.length));
    [left, right] = [run.before + run.length, run.after + run.length];
  }
}
