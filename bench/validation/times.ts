import { inTurns, type Rates } from '../in-turns.js';
import { rateTable } from '../report/rate-table.js';
import { textsOf } from '../safety/policy-bars.js';
import { evenly } from './evenly.js';
import { peer, type Validator, validators } from './validators.js';

const groups: Readonly<Record<string, readonly string[]>> = {
  'honest prompts': [
    'benign/notinject',
    'benign/awesome_chatgpt_prompts',
    'benign/mt_bench_vicuna',
    'benign/xstest_safe',
  ],
  'prompts with code': ['benign/humaneval_review'],
  'hostile markup': ['xss/payloadbox', 'xss/dompurify_fixtures'],
};

/** How many texts a second each validates, by kind of text. A turn is made of whole passes, so that everybody has the same texts. */
export async function timeTables(rounds: number, turnMs: number, most: number): Promise<string> {
  const tables: string[] = [];
  for (const [title, sets] of Object.entries(groups)) {
    const texts = evenly(sets.flatMap(textsOf), most);
    const contestants = await Promise.all(validators.map((validator) => knowing(validator, texts)));
    const rates: Rates = await inTurns(contestants, rounds, (contestant) => passesOf(contestant, turnMs));
    const length = Math.round(texts.reduce((sum, text) => sum + text.length, 0) / texts.length);
    const head = `### ${title[0]?.toUpperCase()}${title.slice(1)}: ${texts.length}, of ${length} characters on average`;
    tables.push(`${head}\n\n${rateTable(rates, peer, peer, 'texts/s')}`);
  }
  return tables.join('\n');
}

/** One who was seen at work once, so that what it answers while it is timed can be compared. */
interface Known extends Validator {
  readonly expected: readonly (readonly [text: string, outcome: string | null])[];
}

async function knowing(validator: Validator, texts: readonly string[]): Promise<Known> {
  const expected: [string, string | null][] = [];
  for (const text of texts) expected.push([text, await validator.treat(text)]);
  return { ...validator, expected };
}

async function passesOf({ name, treat, expected, renew }: Known, turnMs: number): Promise<number> {
  renew?.();
  const began = performance.now();
  let done = 0;
  do {
    for (const [text, outcome] of expected) {
      if ((await treat(text)) !== outcome) throw new Error(`${name} answered another time than before.`);
    }
    done += expected.length;
  } while (performance.now() - began < turnMs);
  return (done / (performance.now() - began)) * 1_000;
}
