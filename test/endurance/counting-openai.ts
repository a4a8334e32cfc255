import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { verdict } from '../fixtures/model-answers.js';
import { answer, type LedgerEntry, type ScriptedRequest, startScriptedOpenai } from '../scripted-openai/index.js';

/** The prompt that everybody asks about, and what becomes of it. */
export const original = 'Write a release note for our billing export, for accountants.';
const firstTry = 'Write a release note about the CSV export of invoices for accountants.';
const secondTry = 'Write a release note of 150 words for accountants about the CSV export of invoices.';

/** A server that outlives whoever asks it, answers by what it is asked, and remembers whom it would bill for what. */
export async function startCountingOpenai(answerMs: () => number) {
  let arrived = () => {};
  let gate = Promise.resolve();
  const server = await startScriptedOpenai(async (request) => {
    arrived();
    await pause(answerMs());
    await gate;
    return answer(answerTo(request), tokensOf(request));
  });
  const { requests, ledger } = server;
  return {
    origin: new URL(server.baseUrl).origin,
    requests,
    close: () => server.close(),
    /** Resolves as soon as so many requests have come. */
    async untilAsked(count: number): Promise<void> {
      while (requests.length < count) {
        await new Promise<void>((resolve) => {
          arrived = resolve;
        });
      }
    },
    /** Lets nobody be answered until the function it returns is called. */
    hold(): () => void {
      let release = () => {};
      gate = new Promise((resolve) => {
        release = resolve;
      });
      return release;
    },
    /** What those were billed that came from `from` on, once all are answered, were it all that could be billed. */
    async billed(
      from: number,
      isCounted: (request: ScriptedRequest) => boolean = () => true,
    ): Promise<{ readonly calls: number; readonly tokens: number }> {
      while (ledger.length < requests.length) await pause(5);
      const since = ledger.filter(({ request }) => request.index >= from && isCounted(request));
      return { calls: since.length, tokens: since.reduce((sum, entry) => sum + billedFor(entry), 0) };
    },
  };
}

export type CountingOpenai = Awaited<ReturnType<typeof startCountingOpenai>>;

/** Whole, whether anybody has read it or not. */
function billedFor({ request }: LedgerEntry): number {
  const { input, output } = tokensOf(request);
  return input + output;
}

/** Other numbers for each request, less than anybody would hold for it. */
function tokensOf({ index }: ScriptedRequest) {
  return { input: 150 + ((index * 7) % 90), output: 40 + (index % 11) };
}

/** Names a question: the same for two that differ in their boundary alone. */
export function questionOf({ purpose, system, user }: ScriptedRequest): string {
  const all = createHash('sha256').update(JSON.stringify([system, user.split('\n')[1]]));
  return `${purpose} ${all.digest('hex').slice(0, 8)}`;
}

/** Marks what is said to a request, where nothing comes of it. */
function mark({ index }: ScriptedRequest): string {
  return `said to request ${index}.`;
}

/** The requests whose answers stand in a text. */
export function requestsAnsweredIn(text: string): readonly number[] {
  return [...text.matchAll(/said to request (\d+)\./g)].map(([, index]) => Number(index));
}

function answerTo(request: ScriptedRequest): unknown {
  const material = JSON.parse(request.user.split('\n')[1] ?? '{}');
  // Each strategy writes something else.
  const rewritten = (text: string) => ({
    optimized_prompt: `${text} Say it in ${request.system.length} words.`,
    changes: [mark(request)],
  });
  switch (request.purpose) {
    case 'judge':
      return verdict(material.prompt === original ? 2 : material.prompt.startsWith(firstTry) ? 3 : 4, {
        goal: { evidence: mark(request) },
      });
    case 'compare':
      return { for_first: mark(request), for_second: '', better: material.first === original ? 'second' : 'first' };
    case 'rewrite':
      return rewritten(firstTry);
    default:
      return rewritten(secondTry);
  }
}
