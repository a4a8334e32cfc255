import { validatePrompt } from '../../src/prompts.js';
import { hostileNames, hostileText } from './hostile-texts.js';
import { textsOf } from './policy-bars.js';
import { type SafetyBar, safetyBar } from './safety-bar.js';

const characters = 10_000;

/** How long validation takes for as long a prompt as there may be, in milliseconds. */
export async function validationTimes(rounds: number): Promise<readonly SafetyBar[]> {
  const ordinary = ordinaryTexts();
  // The engine has compiled what it will by then.
  for (let round = 0; round < rounds; round += 1) for (const text of ordinary) await timeOf(text);
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) for (const text of ordinary) times.push(await timeOf(text));

  const slowest = { name: '', ms: 0 };
  for (const name of hostileNames) {
    const text = hostileText(name, characters);
    await timeOf(text);
    // The least of a few: what comes on top is what else the machine does.
    const least = Math.min(...(await timesOf(text, Math.max(3, rounds))));
    if (least > slowest.ms) Object.assign(slowest, { name, ms: least });
  }
  return [
    safetyBar({
      set: 'ordinary prompts',
      promise: `${characters} characters, p99 in ms`,
      cases: times.length,
      figure: quantile(times, 0.99),
      kind: 'at most',
      bar: 5,
    }),
    safetyBar({
      set: slowest.name,
      promise: `${characters} characters of the slowest kind of ${hostileNames.length}, in ms`,
      cases: hostileNames.length,
      figure: slowest.ms,
      kind: 'at most',
      bar: 25,
    }),
  ];
}

/** Real prompts, one after the other, cut into pieces of the greatest length. */
function ordinaryTexts(): readonly string[] {
  const all = ['awesome_chatgpt_prompts', 'mt_bench_vicuna', 'humaneval_review', 'notinject']
    .flatMap((set) => textsOf(`benign/${set}`))
    .join('\n\n');
  return Array.from({ length: Math.floor(all.length / characters) }, (_, index) =>
    all.slice(index * characters, (index + 1) * characters),
  );
}

async function timesOf(text: string, rounds: number): Promise<readonly number[]> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) times.push(await timeOf(text));
  return times;
}

async function timeOf(text: string): Promise<number> {
  const start = performance.now();
  await validatePrompt({ prompt: text }, 'balanced');
  return performance.now() - start;
}

function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * part) - 1] ?? 0;
}
