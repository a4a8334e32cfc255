import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { PromptForge } from '../../src/index.js';
import type { QuotaLimit } from '../../src/storage.js';
import { reservation } from '../../src/testing/storage-contract/fixtures/reservation.js';
import { settlement } from '../../src/testing/storage-contract/fixtures/settlement.js';
import { RemovableStorage } from './removable-storage.js';
import type { UserContestant } from './user-contestant.js';

const issuer = 'https://issuer.example';
const audience = 'api';
const hourMs = 3_600_000;
const now = Math.floor(Date.now() / 1_000);
/** Its signatures are the same each time, so that a token need not be kept to be shown again. */
const alg = 'EdDSA';
const { privateKey, publicKey } = await generateKeyPair(alg);
const jwk = { ...(await exportJWK(publicKey)), kid: 'key', alg };

const limits: readonly QuotaLimit[] = (['hour', 'month'] as const).map((period) => ({
  ...{ subject: 'user', meter: 'calls', period, max: 1_000, anchor: null, algorithm: 'fixed' },
}));

export interface GuardedUsersParts {
  readonly verify?: boolean;
  readonly check?: boolean;
  readonly run?: boolean;
  /** All of it by one call, which also scores a prompt by rules. */
  readonly score?: boolean;
  /** Whether what the storage keeps is weighed. */
  readonly storageIsElsewhere?: boolean;
}

/** Users who each come with a token of an issuer and belong to an organization of their own: the steps before and behind a run. */
export function guardedUsers(steps: GuardedUsersParts): UserContestant {
  const removable = new RemovableStorage();
  const { storage } = removable;
  const fetch = async () => Response.json({ keys: [jwk] });
  const session = { jwks: `${issuer}/keys`, issuer, audience, fetch, revocationCacheMs: 300_000 };
  // What is remembered is believed for longer than a round takes, which changes nothing of its size.
  const forge = new PromptForge({ storage, engine: 'rules', session, planCacheMs: hourMs });

  async function remembered(index: number): Promise<void> {
    const orgId = `personal:user-${index}`;
    if (steps.verify) {
      const principal = await forge.sessions.verify(await tokenOf(index));
      if (principal.orgId !== orgId) throw new Error('Somebody was taken for somebody else.');
    }
    if (steps.check && !(await forge.plans.check({ orgId }, 'gpt_editor'))) throw new Error('Somebody was refused.');
  }

  async function run(index: number): Promise<void> {
    const [runId, userId] = [randomUUID(), `user-${index}`];
    const scope = { orgId: `personal:${userId}` };
    const { outcome } = await storage.ledger.reserve(scope, reservation({ runId, userId, limits }));
    const { outcome: ending } = await storage.ledger.settle(scope, settlement(runId));
    if (outcome !== 'reserved' || ending !== 'settled') throw new Error('Somebody was refused.');
  }

  return {
    async admit(index) {
      if (steps.score) return forge.score({ token: await tokenOf(index), prompt: promptOf(index), sevenD });
      await remembered(index);
      if (steps.run) await run(index);
    },
    beforeWeighing() {
      if (steps.storageIsElsewhere) removable.empty();
    },
    async remembers(index) {
      if (steps.run && !steps.storageIsElsewhere) {
        const userId = `user-${index}`;
        const windows = await storage.ledger.peek({ orgId: `personal:${userId}` }, { userId, limits });
        return windows.every(({ used }) => used === 1);
      }
      const before = removable.calls;
      await remembered(index);
      return removable.calls === before;
    },
  };
}

const sevenD = { domain: 'saas', output_format: 'md' } as const;
const promptOf = (index: number) => `Write a release note about the export of invoice ${index}, for accountants.`;

function tokenOf(index: number): Promise<string> {
  return new SignJWT({ iss: issuer, aud: audience, sub: `user-${index}`, iat: now, exp: now + 86_400 })
    .setProtectedHeader({ alg, kid: 'key', typ: 'JWT' })
    .sign(privateKey);
}
