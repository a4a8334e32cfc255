import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { PromptForge } from '../../src/promptforge.js';
import type { AccessToken } from '../../src/session/access-token.js';
import { secret } from '../fixtures/forge-with-model.js';
import { type ManualClock, manualClock } from '../fixtures/manual-clock.js';
import { memoryByClock, pgliteByClock, type StorageByClock } from '../fixtures/storages-by-clock.js';

const users = ['ada', 'bob'];
const settings = { sessionLifetimeSeconds: 1_200, idleTimeoutSeconds: 600, refreshGraceSeconds: 30 };

type Step =
  | { readonly type: 'issue' | 'revokeAll'; readonly user: number }
  | { readonly type: 'refresh' | 'verify' | 'revoke' | 'signOut'; readonly token: number }
  | { readonly type: 'wait'; readonly ms: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ type: fc.constant('issue' as const), user: fc.nat(1) }),
  { weight: 4, arbitrary: fc.record({ type: fc.constant('refresh' as const), token: fc.nat() }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('verify' as const), token: fc.nat() }) },
  fc.record({ type: fc.constantFrom('revoke' as const, 'signOut' as const), token: fc.nat() }),
  fc.record({ type: fc.constant('revokeAll' as const), user: fc.nat(1) }),
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('wait' as const),
      ms: fc.constantFrom(1, 29_999, 30_000, 300_000, 599_999),
    }),
  },
);

interface ModelSession {
  readonly user: string;
  readonly opened: number;
  used: number;
  isRevoked: boolean;
}

interface ModelToken {
  readonly session: ModelSession;
  readonly accessUntil: number;
  replacedAt: number | null;
}

/** The rules, told in a few lines. */
class Model {
  readonly tokens: ModelToken[] = [];
  readonly counts = { created: 0, refreshed: 0, revoked: 0, reused: 0 };

  open(user: string, now: number): string {
    this.counts.created += 1;
    this.#give({ user, opened: now, used: now, isRevoked: false }, now);
    return 'ok';
  }

  refresh(token: ModelToken, now: number): string {
    const { session, replacedAt } = token;
    const ending = this.#ending(session, now);
    if (ending !== null) return ending;
    if (replacedAt !== null && replacedAt + 30_000 <= now) {
      session.isRevoked = true;
      this.counts.reused += 1;
      return 'session_revoked';
    }
    token.replacedAt ??= now;
    session.used = now;
    this.counts.refreshed += 1;
    this.#give(session, now);
    return 'ok';
  }

  verify({ session, accessUntil }: ModelToken, now: number): string {
    if (accessUntil + 5_000 <= now) return 'session_expired';
    return this.#ending(session, now) ?? 'ok';
  }

  revoke(session: ModelSession): boolean {
    if (session.isRevoked) return false;
    session.isRevoked = true;
    this.counts.revoked += 1;
    return true;
  }

  revokeAll(user: string): number {
    const sessions = new Set(this.tokens.map(({ session }) => session).filter((session) => session.user === user));
    return [...sessions].filter((session) => this.revoke(session)).length;
  }

  active(now: number): number {
    return new Set(this.tokens.map(({ session }) => session).filter((each) => this.#ending(each, now) === null)).size;
  }

  #ending({ isRevoked, opened, used }: ModelSession, now: number): string | null {
    if (isRevoked) return 'session_revoked';
    return opened + 1_200_000 <= now || used + 600_000 <= now ? 'session_expired' : null;
  }

  #give(session: ModelSession, now: number): void {
    const seconds = Math.min(900, Math.floor((session.opened + 1_200_000 - now) / 1_000) || 1);
    const accessUntil = (Math.floor(now / 1_000) + seconds) * 1_000;
    this.tokens.push({ session, accessUntil, replacedAt: null });
  }
}

/** Carries out a history on a storage, and compares each answer with the model's. */
async function compare(
  forge: PromptForge,
  clock: ManualClock,
  history: readonly Step[],
  prefix: string,
): Promise<void> {
  const model = new Model();
  const given: AccessToken[] = [];
  const range = { from: clock.now() - 86_400_000, to: clock.now() + 1 };
  const before = await forge.sessions.statistics({ range: { ...range, to: clock.now() + 86_400_000 } });
  const outcome = async (task: Promise<unknown>) => {
    try {
      const answer = await task;
      if (typeof answer === 'object' && answer !== null && 'refreshToken' in answer) given.push(answer as AccessToken);
      return typeof answer === 'object' ? 'ok' : answer;
    } catch (error) {
      return Object(error).code;
    }
  };
  for (const each of history) {
    const now = clock.now();
    if (each.type === 'wait') clock.advance(each.ms);
    else if ('user' in each) {
      const userId = `${prefix}${users[each.user]}`;
      const [real, expected] =
        each.type === 'issue'
          ? [forge.sessions.issue({ userId }), model.open(userId, now)]
          : [forge.sessions.revokeAll({ userId }), model.revokeAll(userId)];
      expect(await outcome(real)).toBe(expected);
    } else {
      const index = each.token % Math.max(given.length, 1);
      const [tokens, known] = [given[index], model.tokens[index]];
      if (tokens === undefined || known === undefined) continue;
      const { userId, sessionId } = tokens.principal;
      if (each.type === 'refresh') {
        const { refreshToken } = tokens;
        expect(await outcome(forge.sessions.refresh({ refreshToken }))).toBe(model.refresh(known, now));
      } else if (each.type === 'verify') {
        expect(await outcome(forge.sessions.verify(tokens.accessToken))).toBe(model.verify(known, now));
      } else if (each.type === 'revoke') {
        expect(await outcome(forge.sessions.revoke({ userId, sessionId }))).toBe(model.revoke(known.session));
      } else {
        const verified = model.verify(known, now);
        const expected = verified === 'ok' ? model.revoke(known.session) : verified;
        expect(await outcome(forge.sessions.signOut({ token: tokens.accessToken }))).toBe(expected);
      }
    }
  }
  const after = await forge.sessions.statistics({ range: { from: range.from, to: clock.now() + 86_400_000 } });
  const sum = (of: typeof after, what: keyof Model['counts']) => of.days.reduce((total, day) => total + day[what], 0);
  for (const what of ['created', 'refreshed', 'revoked', 'reused'] as const) {
    expect({ what, count: sum(after, what) - sum(before, what) }).toEqual({ what, count: model.counts[what] });
  }
  expect(after.active).toBe(model.active(clock.now()));
}

const storages: readonly [string, number, () => StorageByClock | Promise<StorageByClock>][] = [
  ['memory', 300, memoryByClock],
  ['PGlite', 40, pgliteByClock],
];

describe.each(storages)('histories of sessions made up by chance, on %s', (_name, runs, make) => {
  let storages: StorageByClock | undefined;
  afterAll(() => storages?.close());

  test(`are answered as by a model of a few lines, ${runs} of them`, async () => {
    storages ??= await make();
    const opened = storages;
    const clock = manualClock();
    let number = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (history) => {
        // By then the sessions of the history before have ended.
        clock.advance(1_200_000);
        const storage = await opened.open(clock);
        const session = { secret, ...settings };
        const forge = new PromptForge({ storage, engine: 'rules', session, clock });
        number += 1;
        const prefix = createHash('sha256').update(`${number}`).digest('hex').slice(0, 8);
        await compare(forge, clock, history, prefix);
      }),
      { numRuns: runs },
    );
  });
});
