import { type Ground, type PostgresContestant, unreachable } from './contestant.js';
import { numberFrom, openPool } from './open-pool.js';

const statement = {
  name: 'raw_upsert',
  text: `
    insert into counters as c (key, used)
    values ($1, 1)
    on conflict (key) do update
       set used = c.used + 1
     where c.used < $2
    returning used`,
};

/** The floor: one counter that never starts anew, by the least a statement can do. */
export async function rawUpsert(ground: Ground): Promise<PostgresContestant> {
  const pool = openPool(ground);
  await pool.query('create table counters (key text primary key, used bigint not null)');
  return {
    name: 'raw upsert',
    async consume(key) {
      const { rowCount } = await pool.query({ ...statement, values: [`user-${key}`, unreachable] });
      if (rowCount !== 1) throw new Error('The upsert refused.');
    },
    counted: () => numberFrom(pool, 'select sum(used) from counters'),
    run: async (sql) => void (await pool.query(sql)),
    close: () => pool.end(),
  };
}
