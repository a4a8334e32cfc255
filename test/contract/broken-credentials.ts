import type { AttemptResult, EmailTokenReference, UserScope } from '../../src/storage.js';
import { type Defect, storageWith } from './storage-with-defects.js';

const hourMs = 3_600_000;

/** Storages that keep passwords, tokens of e-mails and counters of attempts wrongly. */
export const brokenCredentials: readonly Defect[] = [
  {
    defect: 'looks whether an address is taken first, and believes it later',
    breaks: 'of 20 who ask for one address at once exactly one gets it, and one person has one address',
    create: storageWith({
      credentials: ({ credentials }) => ({
        async create(made) {
          const owner = await credentials.byEmail(made.email);
          const answer = await credentials.create(made);
          const winner = await credentials.byEmail(made.email);
          const isFooled = answer.outcome === 'email_taken' && owner === null && winner !== null;
          return isFooled ? { outcome: 'created', credential: { ...winner, ...made } } : answer;
        },
      }),
    }),
  },
  {
    defect: 'compares the version of a password first and changes it later',
    breaks: 'of 20 who change one password at once exactly one does, and those who expect another version do not',
    create: storageWith({
      credentials: ({ credentials }) => ({
        async changePassword(user, { passwordHash, expectedVersion }) {
          const seen = await credentials.load(user);
          if (seen?.passwordVersion !== expectedVersion) return false;
          for (;;) {
            const newest = await credentials.load(user);
            const request = { passwordHash, expectedVersion: newest?.passwordVersion ?? expectedVersion };
            if (await credentials.changePassword(user, request)) return true;
          }
        },
      }),
    }),
  },
  {
    defect: 'lets a dearer hash of the old password take the place of a new one',
    breaks: 'a password that is hashed anew stays the same version, and never takes the place of another one',
    create: storageWith({
      credentials: ({ credentials }) => ({
        async rehashPassword(user, { passwordHash }) {
          const seen = await credentials.load(user);
          return credentials.rehashPassword(user, { passwordHash, expectedHash: seen?.passwordHash ?? '' });
        },
      }),
    }),
  },
  {
    defect: 'looks whether a token is good first and takes it later',
    breaks: 'of 20 who redeem one token at once exactly one does, and the address is verified from then on',
    create: storageWith({
      credentials: ({ credentials }) => ({
        async redeemToken(token) {
          const owner = await credentials.tokenOwner(token);
          return (await credentials.redeemToken(token)) ?? (owner === null ? null : credentials.load(owner));
        },
      }),
    }),
  },
  {
    defect: 'does not ask what a token is for',
    breaks: 'a token lapses at the instant itself, and one of another purpose or of nobody is worth nothing',
    create: storageWith({
      credentials: ({ credentials }) => {
        const asVerification = <T extends EmailTokenReference>(token: T) => ({
          ...token,
          purpose: 'verify_email' as const,
        });
        return {
          tokenOwner: async (token) =>
            (await credentials.tokenOwner(token)) ?? credentials.tokenOwner(asVerification(token)),
          redeemToken: async (token) =>
            (await credentials.redeemToken(token)) ?? credentials.redeemToken(asVerification(token)),
        };
      },
    }),
  },
  {
    defect: 'keeps older tokens beside the newest one',
    breaks: 'a newer token takes the place of the older one of its purpose, and of no other one',
    create: storageWith({
      credentials: ({ credentials }) => {
        const issued = new Map<string, UserScope>();
        return {
          issueToken(user, token) {
            issued.set(token.tokenHash, user);
            return credentials.issueToken(user, token);
          },
          async redeemToken(token) {
            const owner = issued.get(token.tokenHash);
            issued.delete(token.tokenHash);
            const answer = await credentials.redeemToken(token);
            return answer ?? (owner === undefined ? null : credentials.load(owner));
          },
        };
      },
    }),
  },
  {
    defect: 'keeps the token that resets a password when there is another password',
    breaks: 'another password lets the token lapse that would reset the old one, and a dearer hash does not',
    create: storageWith({
      credentials: ({ credentials }) => {
        const resets = new Map<string, EmailTokenReference>();
        return {
          issueToken(user, token) {
            if (token.purpose === 'reset_password') resets.set(user.userId, token);
            return credentials.issueToken(user, token);
          },
          async changePassword(user, request) {
            const isChanged = await credentials.changePassword(user, request);
            const token = resets.get(user.userId);
            if (isChanged && token !== undefined) await credentials.issueToken(user, { ...token, lifetimeMs: hourMs });
            return isChanged;
          },
        };
      },
    }),
  },
  {
    defect: 'looks how many attempts there were first and counts later, so that a flood gets through',
    breaks: 'of 50 attempts at once exactly as many are let through as every one of their counters has room for',
    create: storageWith({
      credentials: ({ credentials }) => {
        const counts = new Map<string, number>();
        return {
          async attempt(counters) {
            const seen = counters.map(({ key }) => counts.get(key) ?? 0);
            await Promise.resolve();
            for (const [index, { key }] of counters.entries()) counts.set(key, (seen[index] ?? 0) + 1);
            const answer = await credentials.attempt(counters);
            const hasRoom = counters.every(({ rule }, index) => (seen[index] ?? 0) < rule.max);
            return hasRoom ? { outcome: 'allowed' } : answer;
          },
        };
      },
    }),
  },
  {
    defect: 'counts on one counter what the next one refuses',
    breaks: 'an attempt that one counter has no room for is counted on none, and waits for the slowest of them',
    create: storageWith({
      credentials: ({ credentials }) => ({
        async attempt(counters) {
          let slowest: AttemptResult = { outcome: 'allowed' };
          for (const counter of counters) {
            const answer = await credentials.attempt([counter]);
            if (answer.outcome === 'allowed') continue;
            if (slowest.outcome === 'allowed' || slowest.retryAfterMs < answer.retryAfterMs) slowest = answer;
          }
          return slowest;
        },
      }),
    }),
  },
  {
    defect: 'has every attempt wait for as long as the first',
    breaks: 'after the last free attempt each next one waits twice as long, up to the longest wait',
    create: storageWith({
      credentials: ({ credentials }) => ({
        attempt: (counters) =>
          credentials.attempt(
            counters.map(({ key, rule }) => ({ key, rule: { ...rule, longestWaitMs: rule.firstWaitMs ?? 0 } })),
          ),
      }),
    }),
  },
  {
    defect: 'forgets a counter that is to be given one attempt back',
    breaks: 'a counter that is forgotten starts anew, and one that is given an attempt back has room for one more',
    create: storageWith({
      credentials: ({ credentials }) => ({
        forgive: ({ forget, giveBack }) => credentials.forgive({ forget: [...forget, ...giveBack], giveBack: [] }),
      }),
    }),
  },
];
