import { hostileNames, hostileText } from './hostile-texts.js';
import { type SafetyBar, safetyBar } from './safety-bar.js';

const rounds = 7;
const limit = 2.5;

/**
 * How the time of some work grows when hostile texts become twice as long, one bar for each family
 * of texts. The least time of several counts for both lengths, which are timed in turns: what else the
 * machine does only ever adds to it. What takes less than the clock can tell from noise is repeated
 * until it does not.
 */
export function linearTimeBars(
  title: string,
  work: (text: string) => unknown,
  units = 20_000,
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

/** Milliseconds that say something in spite of the noise of a shared machine. */
const leastTold = 2;

function growthOf(work: (text: string) => unknown, once: string, twice: string): number {
  for (const text of [once, twice, once, twice]) work(text);
  const repeats = Math.ceil(leastTold / Math.max(0.02, timeOf(work, once, 1)));
  let least = Number.POSITIVE_INFINITY;
  let most = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round += 1) {
    least = Math.min(least, timeOf(work, once, repeats));
    most = Math.min(most, timeOf(work, twice, repeats));
  }
  return most / least;
}

function timeOf(work: (text: string) => unknown, text: string, repeats: number): number {
  const start = performance.now();
  for (let repeat = 0; repeat < repeats; repeat += 1) work(text);
  return performance.now() - start;
}
