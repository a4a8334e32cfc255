import { figuresOf } from '../report/figures.js';
import { hostileNames, hostileText } from './hostile-texts.js';
import { type SafetyBar, safetyBar } from './safety-bar.js';

const rounds = 15;
const limit = 2.5;

/**
 * How the time of some work grows when hostile texts become twice as long, one bar for each family
 * of texts. Both lengths are timed in turns within one run, so that a slow moment falls on both,
 * and the median of each counts. What takes less than the clock can tell counts as linear.
 */
export function linearTimeBars(
  title: string,
  work: (text: string) => unknown,
  units = 16_000,
  names: readonly string[] = hostileNames,
): readonly SafetyBar[] {
  return names.map((name) => {
    const once = hostileText(name, units);
    const twice = hostileText(name, units * 2);
    let figure = growthOf(work, once, twice);
    // Noise falls on a run; what is not linear is so in every one.
    for (let again = 0; again < 3 && figure > limit; again += 1) figure = Math.min(figure, growthOf(work, once, twice));
    return safetyBar({
      set: name,
      promise: `${title}: time(2n)/time(n)`,
      cases: rounds,
      figure,
      kind: 'at most',
      bar: limit,
    });
  });
}

function growthOf(work: (text: string) => unknown, once: string, twice: string): number {
  for (const text of [once, twice, once, twice]) work(text);
  const times: { readonly once: number; readonly twice: number }[] = [];
  for (let round = 0; round < rounds; round += 1) times.push({ once: timeOf(work, once), twice: timeOf(work, twice) });
  const least = figuresOf(times.map((time) => time.once)).median;
  const most = figuresOf(times.map((time) => time.twice)).median;
  return most < leastTold ? 1 : most / least;
}

/** Milliseconds that say something in spite of the noise of a shared machine. */
const leastTold = 0.3;

function timeOf(work: (text: string) => unknown, text: string): number {
  const start = performance.now();
  work(text);
  return performance.now() - start;
}
