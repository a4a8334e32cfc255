import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { nodeHandler } from '../../adapters/node/index.js';
import { postgresStorage } from '../../adapters/postgres/index.js';
import { createHandler } from '../../src/http/index.js';
import { openaiModel, PromptForge } from '../../src/index.js';
import { systemClock } from '../../src/ports/system-clock.js';
import { planWith } from '../fixtures/plan-with.js';
import { trialHandler } from '../hosts/trial-handler.js';

/** A server as a host has it, whose clock jumps when it is told to. */
export interface SoakTask {
  readonly connectionString: string;
  /** Where the server is that stands for OpenAI. */
  readonly origin: string;
  readonly secret: string;
}

/** What it prints, a line each: where it listens, and at its end what nobody has caught. */
export type SoakLine = { readonly url: string } | { readonly uncaught: readonly string[] };

const { connectionString, origin, secret }: SoakTask = JSON.parse(process.argv[2] ?? '');
const uncaught: string[] = [];
const note = (error: unknown) => uncaught.push(error instanceof Error ? String(error.stack) : String(error));
process.on('unhandledRejection', note);
process.on('uncaughtException', note);

let aheadMs = 0;
const clock = { ...systemClock, now: () => Date.now() + aheadMs };

const storage = postgresStorage({ connectionString });
const forge = new PromptForge({
  storage,
  clock,
  session: { secret },
  model: openaiModel({
    ...{ apiKey: 'sk-test', model: 'gpt-6-luna', clock, idleTimeoutMs: 2_000, timeoutMs: 10_000 },
    circuitBreaker: { failures: 50, coolDownMs: 500, longestCoolDownMs: 1_000 },
    fetch: (url, init) => {
      const { pathname, search } = new URL(url instanceof Request ? url.url : url);
      return fetch(`${origin}${pathname}${search}`, init);
    },
  }),
  plans: [planWith({ 'user-calls-month': 1_000_000, 'org-tokens-month': 1_000_000_000_000 })],
  loop: { maxSteps: 2, candidates: 1, composed: false, maxSamples: 3, maxConfirmations: 1 },
  // Each run asks the model.
  cache: false,
  onError: () => {},
});
await forge.setup();

const api = createHandler(forge);
const server = createServer(
  nodeHandler((request) =>
    new URL(request.url).pathname.startsWith('/trial/') ? trialHandler(request) : api(request),
  ),
).listen(0, '127.0.0.1');
await once(server, 'listening');
const print = (line: SoakLine) => console.log(JSON.stringify(line));
print({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });

const upkeep = setInterval(() => forge.maintain().catch(() => {}), 1_000);
const input = createInterface({ input: process.stdin });
for await (const line of input) {
  if (line === 'stop') break;
  aheadMs = Number(line);
}
clearInterval(upkeep);
server.close();
server.closeIdleConnections();
await forge.close();
print({ uncaught });
process.exit();
