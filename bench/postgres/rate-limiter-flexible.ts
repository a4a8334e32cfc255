import type { Pool } from 'pg';
import { RateLimiterPostgres, RateLimiterUnion } from 'rate-limiter-flexible';
import { type Ground, type PostgresContestant, unreachable } from './contestant.js';
import { numberFrom, openPool } from './open-pool.js';

export const union = 'rate-limiter-flexible Union, two windows (leaks)';

/** One window. Its statements are prepared, as its documentation has it. */
export async function rateLimiterFlexible(ground: Ground): Promise<PostgresContestant> {
  const pool = openPool(ground);
  const hour = await limiter(pool, 'per_hour', 3_600);
  return {
    name: 'rate-limiter-flexible, one window',
    consume: (key) => hour.consume(`user-${key}`),
    counted: () => numberFrom(pool, 'select sum(points) from per_hour'),
    run: async (sql) => void (await pool.query(sql)),
    close: () => pool.end(),
  };
}

/** Two windows, each charged by itself: when one of them refuses, the other has been charged. */
export async function rateLimiterUnion(ground: Ground): Promise<PostgresContestant> {
  const pool = openPool(ground);
  const hour = await limiter(pool, 'per_hour', 3_600);
  const month = await limiter(pool, 'per_month', 30 * 86_400);
  const both = new RateLimiterUnion(hour, month);
  return {
    name: union,
    consume: (key) => both.consume(`user-${key}`),
    counted: () => numberFrom(pool, 'select sum(points) from per_month'),
    run: async (sql) => void (await pool.query(sql)),
    close: () => pool.end(),
  };
}

function limiter(pool: Pool, tableName: string, duration: number): Promise<RateLimiterPostgres> {
  return new Promise((resolve, reject) => {
    const options = { storeClient: pool, tableName, keyPrefix: tableName, points: unreachable, duration };
    const made = new RateLimiterPostgres(options, (error) => (error === undefined ? resolve(made) : reject(error)));
  });
}
