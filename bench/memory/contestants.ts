import { MemoryStore, rateLimit } from 'express-rate-limit';
import { RateLimiterMemory, RateLimiterUnion } from 'rate-limiter-flexible';
import { memoryStorage } from '../../adapters/memory/index.js';
import { quotaLimit } from '../../src/testing/storage-contract/fixtures/quota-limits.js';

/** Somebody who counts calls in the memory of this process. */
export interface MemoryContestant {
  /** Counts one call of a key. Answers a promise, as everybody does who might count elsewhere. */
  consume(key: string, orgId: string): Promise<unknown>;
  /** How often a key was counted, to prove that it was. */
  counted(key: string, orgId: string): Promise<number>;
}

/** So high that nobody is ever refused. */
const unreachable = 1_000_000_000;
const hourSeconds = 3_600;
/** A month would overflow the timers of rate-limiter-flexible, which then counts nothing. */
const daySeconds = 86_400;

export const promptforge = 'PromptForge, two windows, atomic';
export const oneWindow = 'rate-limiter-flexible, one window';

const makers: Readonly<Record<string, () => MemoryContestant>> = {
  'a Map': plainMap,
  'a Map with expiry': mapWithExpiry,
  'express-rate-limit MemoryStore, one window': expressRateLimit,
  [oneWindow]: rateLimiterFlexible,
  'rate-limiter-flexible Union, two windows (leaks)': rateLimiterUnion,
  [promptforge]: ours,
};

export const memoryContestants = Object.keys(makers);

/** @throws Error for a name that is none. */
export function memoryContestant(name: string): MemoryContestant {
  const make = makers[name];
  if (make === undefined) throw new Error(`There is no contestant named ${name}.`);
  return make();
}

function plainMap(): MemoryContestant {
  const used = new Map<string, number>();
  return {
    async consume(key) {
      const sum = (used.get(key) ?? 0) + 1;
      used.set(key, sum);
      return sum <= unreachable;
    },
    counted: async (key) => used.get(key) ?? 0,
  };
}

function mapWithExpiry(): MemoryContestant {
  const entries = new Map<string, { used: number; endsAt: number }>();
  return {
    async consume(key) {
      const now = Date.now();
      const entry = entries.get(key);
      if (entry === undefined || entry.endsAt <= now) {
        entries.set(key, { used: 1, endsAt: now + hourSeconds * 1_000 });
        return true;
      }
      entry.used += 1;
      return entry.used <= unreachable;
    },
    counted: async (key) => entries.get(key)?.used ?? 0,
  };
}

function expressRateLimit(): MemoryContestant {
  const store = new MemoryStore();
  // Tells the store how long its window is.
  rateLimit({ windowMs: hourSeconds * 1_000, limit: unreachable, store });
  return {
    consume: (key) => store.increment(key),
    counted: async (key) => (await store.get(key))?.totalHits ?? 0,
  };
}

function rateLimiterFlexible(): MemoryContestant {
  const hour = new RateLimiterMemory({ keyPrefix: 'hour', points: unreachable, duration: hourSeconds });
  return {
    consume: (key) => hour.consume(key),
    counted: async (key) => (await hour.get(key))?.consumedPoints ?? 0,
  };
}

function rateLimiterUnion(): MemoryContestant {
  const hour = new RateLimiterMemory({ keyPrefix: 'hour', points: unreachable, duration: hourSeconds });
  const day = new RateLimiterMemory({ keyPrefix: 'day', points: unreachable, duration: daySeconds });
  const both = new RateLimiterUnion(hour, day);
  return {
    consume: (key) => both.consume(key),
    counted: async (key) => (await day.get(key))?.consumedPoints ?? 0,
  };
}

/** Through the storage that a user has, not past it. */
function ours(): MemoryContestant {
  const { ledger } = memoryStorage();
  const limits = [quotaLimit('user', 'calls', 'day', unreachable), quotaLimit('user', 'calls', 'hour', unreachable)];
  const amounts = { calls: 1, tokens: 0, cost: 0 };
  return {
    consume: (key, orgId) => ledger.consume({ orgId }, { userId: key, limits, amounts }),
    async counted(key, orgId) {
      const windows = await ledger.peek({ orgId }, { userId: key, limits });
      return windows.find(({ period }) => period === 'day')?.used ?? 0;
    },
  };
}
