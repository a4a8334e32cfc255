import { LRUCache } from 'lru-cache';
import { memoryContestant, memoryContestants, promptforge } from './contestants.js';
import { guardedUsers } from './guarded-users.js';
import type { UserContestant } from './user-contestant.js';

interface Entry {
  /** The most users of whom it remembers anything. */
  readonly most: number;
  make(users: number): UserContestant;
}

/** As many as our caches remember. */
const cached = 10_000;
const tenInEach = (index: number) => `org-${Math.floor(index / 10)}`;

const entries: Readonly<Record<string, Entry>> = {
  ...Object.fromEntries(
    memoryContestants.map((name) => [name, { most: Infinity, make: () => counting(name, tenInEach) }]),
  ),
  [`${promptforge}, an organization each`]: {
    most: Infinity,
    make: () => counting(promptforge, (index) => `personal:user-${index}`),
  },
  'lru-cache, of all of them': { most: Infinity, make: (users) => lruCache(users) },
  'lru-cache, of 10,000': { most: cached, make: () => lruCache(cached) },
  'PromptForge, sessions verified': { most: cached, make: () => guardedUsers({ verify: true }) },
  'PromptForge, plans asked': { most: cached, make: () => guardedUsers({ check: true }) },
  'PromptForge, a guarded run': { most: Infinity, make: () => guardedUsers({ verify: true, check: true, run: true }) },
  'PromptForge, a guarded run, storage elsewhere': {
    most: cached,
    make: () => guardedUsers({ verify: true, check: true, run: true, storageIsElsewhere: true }),
  },
  'PromptForge, forge.score by rules, storage elsewhere': {
    most: cached,
    make: () => guardedUsers({ verify: true, check: true, score: true, storageIsElsewhere: true }),
  },
};

export const userContestants = Object.keys(entries);

/** @throws Error for a name that is none. */
export function userContestant(name: string): Entry {
  const entry = entries[name];
  if (entry === undefined) throw new Error(`There is no contestant named ${name}.`);
  return entry;
}

/** Those of the quota, which count a call of each user. */
function counting(name: string, orgOf: (index: number) => string): UserContestant {
  const contestant = memoryContestant(name);
  return {
    admit: (index) => contestant.consume(`user-${index}`, orgOf(index)),
    remembers: async (index) => (await contestant.counted(`user-${index}`, orgOf(index))) === 1,
  };
}

function lruCache(max: number): UserContestant {
  const used = new LRUCache<string, { calls: number }>({ max });
  return {
    async admit(index) {
      const known = used.get(`user-${index}`) ?? { calls: 0 };
      known.calls += 1;
      used.set(`user-${index}`, known);
    },
    remembers: async (index) => used.peek(`user-${index}`)?.calls === 1,
  };
}
