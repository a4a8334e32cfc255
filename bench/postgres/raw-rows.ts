import { randomUUID } from 'node:crypto';
import { postgresStorage } from '../../adapters/postgres/index.js';
import { BatchQueue } from '../../src/quota/batch-queue.js';
import { timer } from '../../src/quota/later.js';
import { reservation } from '../../src/testing/storage-contract/fixtures/reservation.js';
import { runResult, settlement } from '../../src/testing/storage-contract/fixtures/settlement.js';
import { telemetryEvent } from '../../src/testing/storage-contract/fixtures/telemetry-event.js';
import type { Ground, PostgresContestant } from './contestant.js';
import { numberFrom, openPool } from './open-pool.js';
import { tenantOf } from './promptforge.js';

interface RawRun {
  readonly org: string;
  readonly user: string;
  readonly id: string;
}

const windows = `
  with counted as (
    insert into promptforge.quota_windows as w (org_id, user_id, meter, period, started_at, ends_at, used, previous)
    select k.org, k.owner, k.meter, 'month', 'today', 'infinity', sum(k.amount), 0
      from (
             select u.org, case a.subject when 'user' then u."user" else '' end as owner, a.meter, a.amount
               from unnest($1::text[], $2::text[]) as u (org, "user")
              cross join (
                      values ('user', 'calls', 1), ('user', 'tokens', 1000), ('org', 'tokens', 1000), ('org', 'cost', 2000)
                    ) as a (subject, meter, amount)
           ) as k
     group by k.org, k.owner, k.meter
     order by k.owner = '', k.org collate "C", k.owner collate "C", k.meter collate "C"
    on conflict (org_id, user_id, meter, period) do update
       set used = w.used + excluded.used
  )`;

const reserve = {
  name: 'raw_reserve',
  text: `${windows}
    insert into promptforge.runs
      (org_id, id, user_id, operation, status, plan_id, engine, model, fingerprint, created_at, lease_expires_at,
       input, charged_calls, charged_tokens, charged_cost, windows, window_starts)
    select u.org, u.id, u."user", 'optimize', 'reserved', 'pro', 'model', 'model-1', repeat('a', 64), now(),
           now() + interval '1 minute', $4::jsonb, 1, 1000, 2000, $5::jsonb, '{0,0,0,0}'
      from unnest($1::text[], $2::text[], $3::text[]) as u (org, "user", id)`,
};

const settle = {
  name: 'raw_settle',
  text: `${windows},
    ended as (
      update promptforge.runs as r
         set status = 'succeeded', ended_at = now(), result = $4::jsonb, input_tokens = 300, output_tokens = 200,
             model_calls = 2, cost_micros = 900, charged_tokens = 500, charged_cost = 900
        from unnest($1::text[], $3::text[]) as u (org, id)
       where r.org_id = u.org
         and r.id = u.id
    ),
    scored as (
      insert into promptforge.scores
        (org_id, run_id, position, subject, rubric, final, clarity, execution, ambiguity, business_fit, composite)
      select u.org, u.id, s.position, 'candidate', 'rubric-1', false, 71, 64.5, 22, 80, 61.5
        from unnest($1::text[], $3::text[]) as u (org, id)
       cross join generate_series(1, 2) as s (position)
    )
    insert into promptforge.telemetry_events
      (org_id, run_id, sequence, month, user_id, type, at, recorded_at, life, data)
    select u.org, u.id, e.sequence, date_trunc('month', now()), u."user", 'model.answered', now(), now(), 1, $5::jsonb
      from unnest($1::text[], $2::text[], $3::text[]) as u (org, "user", id)
     cross join generate_series(1, 3) as e (sequence)`,
};

/**
 * The floor: the rows of a whole run, in the same tables with the same indexes, by two statements
 * written for nothing else. No limit is looked at, nothing is counted anew, no repetition is noticed,
 * and nothing is answered.
 * @param lanes how many batches of each statement may be under way; null sends each run by itself.
 */
export async function rawRows(ground: Ground, name: string, lanes: number | null): Promise<PostgresContestant> {
  const storage = postgresStorage({ connectionString: ground.url, maxConnections: 1 });
  await storage.setup();
  await storage.close();
  const pool = openPool(ground);
  const { input, limits } = reservation();
  const { result } = settlement('', { result: runResult() });
  const { data } = telemetryEvent({ orgId: '' }, '', 1);
  const sending = (statement: { readonly name: string; readonly text: string }, documents: readonly unknown[]) => {
    const rest = documents.map((document) => JSON.stringify(document));
    const send = async (runs: readonly RawRun[]): Promise<readonly null[]> => {
      const columns = [runs.map(({ org }) => org), runs.map(({ user }) => user), runs.map(({ id }) => id)];
      await pool.query({ ...statement, values: [...columns, ...rest] });
      return runs.map(() => null);
    };
    return lanes === null ? (run: RawRun) => send([run]) : inBatches(send, lanes);
  };
  // Four limits of a run are kept with it.
  const reserveRun = sending(reserve, [input, [...limits, ...limits, ...limits, ...limits]]);
  const settleRun = sending(settle, [result, data]);
  return {
    name,
    async consume(key) {
      const run = { org: tenantOf(key).orgId, user: `user-${key}`, id: `run-${randomUUID()}` };
      await reserveRun(run);
      await settleRun(run);
    },
    counted: () => numberFrom(pool, "select count(*) from promptforge.runs where status = 'succeeded'"),
    run: async (sql) => void (await pool.query(sql)),
    close: () => pool.end(),
  };
}

function inBatches(send: (runs: readonly RawRun[]) => Promise<readonly null[]>, lanes: number) {
  const queue = new BatchQueue<RawRun, null>({
    send,
    lanes,
    maxBatch: 128,
    maxWaiting: 10_000,
    maxWaitMs: 10_000,
    isPointless: () => true,
    kindOf: () => null,
    now: () => performance.now(),
    later: timer,
  });
  return (run: RawRun) => queue.ask(run);
}
