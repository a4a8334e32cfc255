import { createInterface } from 'node:readline';
import { pgliteStorage } from '../../adapters/pglite/index.js';
import { postgresStorage } from '../../adapters/postgres/index.js';
import { openaiModel } from '../../src/model/openai-model.js';
import type { OperationResult } from '../../src/pipeline/run-result.js';
import { PromptForge } from '../../src/promptforge.js';
import { PromptForgeError } from '../../src/storage.js';

/** Optimizes one prompt under one key, once, and says what came of it. */
export interface OptimizingTask {
  readonly place: { readonly connectionString: string } | { readonly dataDir: string };
  /** How far the clock of the storage is ahead, in milliseconds: so that nobody has to wait for a hold to end. */
  readonly aheadMs: number;
  /** Where the server is that stands for OpenAI. */
  readonly origin: string;
  readonly orgId: string;
  readonly prompt: string;
  readonly key: string;
  /** Candidates side by side. */
  readonly candidates: number;
}

/** What a worker prints in the end. */
export type Optimized =
  | { readonly result: OperationResult<'optimize'> }
  | { readonly code: string; readonly retryAfterMs: number | null };

const { place, aheadMs, origin, orgId, prompt, key, candidates }: OptimizingTask = JSON.parse(process.argv[2] ?? '');
const input = createInterface({ input: process.stdin });
// Whoever started this process has gone.
input.once('close', () => process.exit());

const clock = { now: () => Date.now() + aheadMs };
const storage = 'dataDir' in place ? pgliteStorage({ ...place, clock }) : postgresStorage({ ...place, clock });
const forge = new PromptForge({
  storage,
  model: openaiModel({
    // Tells the requests of one process from those of another.
    apiKey: `sk-${process.pid}`,
    model: 'gpt-6-luna',
    fetch: (url, init) => {
      const { pathname, search } = new URL(url instanceof Request ? url.url : url);
      return fetch(`${origin}${pathname}${search}`, init);
    },
  }),
  session: { secret: 'a secret of the tests, longer than 32 bytes' },
  loop: { maxSteps: 2, candidates, composed: false, maxSamples: 3, maxConfirmations: 1 },
  // What is not asked again is known from the run alone.
  cache: false,
});
const begun = new Promise((resolve) => input.once('line', resolve));
await storage.setup();
const { accessToken } = await forge.sessions.issue({ userId: 'ada', orgId });
console.log('ready');
await begun;
const said = await forge
  .optimize({
    token: accessToken,
    prompt,
    sevenD: { domain: 'saas', output_format: 'md' },
    idempotencyKey: key,
  })
  .then(
    (result): Optimized => ({ result }),
    (error: unknown): Optimized => {
      if (!PromptForgeError.is(error)) throw error;
      return { code: error.code, retryAfterMs: error.retryAfterMs };
    },
  );
console.log(JSON.stringify(said));
await forge.close();
process.exit();
