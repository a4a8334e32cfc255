import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, jwtVerify, SignJWT } from 'jose';
import { memoryStorage } from '../adapters/memory/index.js';
import { PromptForge } from '../src/index.js';
import { validatePrompt } from '../src/prompts.js';
import type { QuotaLimit } from '../src/storage.js';
import { reservation } from '../src/testing/storage-contract/fixtures/reservation.js';
import { settlement } from '../src/testing/storage-contract/fixtures/settlement.js';
import { benchOptions } from './bench-options.js';
import { inTurns } from './in-turns.js';
import { operationsPerSecond } from './operations-per-second.js';
import { type Bar, barTable } from './report/bar.js';
import { figuresOf } from './report/figures.js';
import { machineLines } from './report/machine.js';
import { rateTable } from './report/rate-table.js';

const options = benchOptions({ rounds: 9, turnMs: 500 });
const { rounds, turnMs } = options;
const nothing = 'nothing at all, awaited';
const bare = 'jose jwtVerify, bare';
const again = 'PromptForge, the whole guard, a session seen before';
const first = 'PromptForge, the whole guard, a token for the first time';
/** More than are remembered, so that in a circle none is seen before; in a quick run all may be. */
const tokenCount = options.quick ? 200 : 11_000;
const issuer = 'https://issuer.example';
const audience = 'api';
/** A thousand characters, as a prompt that somebody took time for. */
const prompt = 'Write a release note about the export of invoices, for accountants who read it once a month. '
  .repeat(11)
  .slice(0, 1_000);
const sevenD = { domain: 'saas', output_format: 'md' } as const;

const { privateKey, publicKey } = await generateKeyPair('ES256');
const jwk = { ...(await exportJWK(publicKey)), kid: 'key', alg: 'ES256' };
const now = Math.floor(Date.now() / 1_000);
const tokens = await Promise.all(
  Array.from({ length: tokenCount }, (_, index) =>
    new SignJWT({ iss: issuer, aud: audience, sub: `user-${index}`, iat: now, exp: now + 86_400 })
      .setProtectedHeader({ alg: 'ES256', kid: 'key', typ: 'JWT' })
      .sign(privateKey),
  ),
);

/** High enough that nobody is refused. */
const limits: readonly QuotaLimit[] = (['hour', 'month'] as const).map((period) => ({
  ...{ subject: 'user', meter: 'calls', period, max: 1_000_000_000, anchor: null, algorithm: 'fixed' },
}));

function newForge() {
  const storage = memoryStorage();
  const fetch = async () => Response.json({ keys: [jwk] });
  const session = { jwks: `${issuer}/keys`, issuer, audience, fetch };
  return { storage, forge: new PromptForge({ storage, engine: 'rules', session }) };
}

/** What stands before and behind a call of a model, and nothing of the call itself. */
function guarding() {
  const { storage, forge } = newForge();
  return async (token: string): Promise<void> => {
    const { userId, orgId } = await forge.sessions.verify(token);
    const isIncluded = await forge.plans.check({ orgId }, 'gpt_editor');
    const { ok } = await validatePrompt({ prompt, sevenD });
    const runId = randomUUID();
    const { outcome } = await storage.ledger.reserve({ orgId }, reservation({ runId, userId, limits }));
    const { outcome: ending } = await storage.ledger.settle({ orgId }, settlement(runId));
    if (!isIncluded || !ok || outcome !== 'reserved' || ending !== 'settled') throw new Error('Somebody was refused.');
  };
}

/** The steps of it, each by itself. */
function steps() {
  const { storage, forge } = newForge();
  let verified = 0;
  return [
    {
      name: 'session, seen before',
      of: tokens.slice(0, 100),
      call: (token: string): Promise<unknown> => forge.sessions.verify(token),
    },
    { name: 'entitlement', of: tokens, call: () => forge.plans.check({ orgId: 'acme' }, 'gpt_editor') },
    { name: 'prompt of 1,000 characters', of: tokens, call: () => validatePrompt({ prompt, sevenD }) },
    {
      name: 'reserve and settle',
      of: tokens,
      call: async () => {
        verified += 1;
        const runId = randomUUID();
        const userId = `user-${verified % tokenCount}`;
        await storage.ledger.reserve({ orgId: userId }, reservation({ runId, userId, limits }));
        return storage.ledger.settle({ orgId: userId }, settlement(runId));
      },
    },
  ];
}

console.log('# The whole guard\n');
const load = `${rounds} rounds of ${turnMs} ms each, ${tokenCount} tokens; one caller who awaits each`;
console.log(machineLines(['jose', 'lru-cache'], { load }));
console.log(
  '\nA session by ES256, the feature of the plan, a prompt of 1,000 characters and its 7D parameters, two windows' +
    ' reserved, settled: all that is done for a run besides the run, on the storage in memory.\n',
);

const contestants = [
  { name: nothing, of: tokens, call: async (_token: string): Promise<unknown> => undefined },
  {
    name: bare,
    of: tokens,
    call: (token: string) => jwtVerify(token, publicKey, { issuer, audience, algorithms: ['ES256'] }),
  },
  { name: again, of: tokens.slice(0, 100), call: guarding() },
  { name: first, of: tokens, call: guarding() },
  ...steps(),
];
const asked = new Map<string, number>();
const rates = await inTurns(contestants, rounds, ({ name, of, call }) =>
  operationsPerSecond({ callers: 1, turnMs }, () => {
    const turn = asked.get(name) ?? 0;
    asked.set(name, turn + 1);
    return call(of[turn % of.length] ?? '');
  }),
);
console.log(`## Guards\n\n${rateTable(rates, 'bare jose', bare, 'calls/s')}`);
const microseconds = (name: string) => 1_000_000 / figuresOf(rates.get(name) ?? []).median;
const bar = (name: string, most: number): Bar => ({
  promise: `microseconds of ${name}`,
  bar: most,
  kind: 'at most',
  measured: microseconds(name),
});
console.log(`## Bars\n\n${barTable([bar(again, 60), bar(first, 250)])}`);
