import { setTimeout as pause } from 'node:timers/promises';

/** A row of a database, as drivers give it. */
export type Row = Readonly<Record<string, unknown>>;

/** Runs a statement. */
export type Query = (sql: string) => Promise<readonly Row[]>;

/** What was taken from a window without a run. */
export interface ConsumedAmount {
  readonly orgId: string;
  /** Empty for the window of the organization. */
  readonly userId: string;
  readonly meter: string;
  readonly period: string;
  readonly amount: number;
}

/**
 * Windows that hold something else than the runs charged to them and what was consumed: none, if
 * every charge was counted exactly once. Right as long as no window has rolled over.
 */
export function wrongWindows(query: Query, consumed: readonly ConsumedAmount[] = []): Promise<readonly Row[]> {
  return query(`
    with taken as (
      select r.org_id,
             case h ->> 'subject' when 'user' then r.user_id else '' end as user_id,
             h ->> 'meter' as meter,
             h ->> 'period' as period,
             sum(case h ->> 'meter'
               when 'calls' then r.charged_calls
               when 'tokens' then r.charged_tokens
               else r.charged_cost
             end) as amount
        from promptforge.runs as r,
             jsonb_array_elements(r.windows) as h
       group by 1, 2, 3, 4
       union all
      select *
        from jsonb_to_recordset('${JSON.stringify(consumed).replaceAll("'", "''")}')
          as c ("orgId" text, "userId" text, meter text, period text, amount numeric)
    ),
    charged as (
      select org_id, user_id, meter, period, sum(amount) as amount
        from taken
       group by 1, 2, 3, 4
    )
    select org_id, user_id, meter, period, c.amount::text as charged, w.used::text as used
      from charged as c
      full join promptforge.quota_windows as w using (org_id, user_id, meter, period)
     where coalesce(c.amount, 0) <> coalesce(w.used, 0)
     order by org_id, user_id, meter, period`);
}

export interface RunCounts {
  readonly runs: number;
  readonly reserved: number;
  readonly abandoned: number;
  /** Runs that ended as abandoned before their lease was over. */
  readonly reapedTooSoon: number;
  readonly chargedCalls: number;
}

export async function runCounts(query: Query): Promise<RunCounts> {
  const [row = {}] = await query(`
    select count(*)::integer as "runs",
           count(*) filter (where status = 'reserved')::integer as "reserved",
           count(*) filter (where status = 'abandoned')::integer as "abandoned",
           count(*) filter (where status = 'abandoned' and ended_at < lease_expires_at)::integer as "reapedTooSoon",
           coalesce(sum(charged_calls), 0)::integer as "chargedCalls"
      from promptforge.runs`);
  return {
    runs: Number(row.runs),
    reserved: Number(row.reserved),
    abandoned: Number(row.abandoned),
    reapedTooSoon: Number(row.reapedTooSoon),
    chargedCalls: Number(row.chargedCalls),
  };
}

/** Reaps until every run that nobody works on has ended, as each does once its lease is over. */
export async function reapEverything(query: Query, reap: () => Promise<unknown>): Promise<void> {
  for (const deadline = Date.now() + 90_000; (await runCounts(query)).reserved > 0; await pause(10)) {
    if (Date.now() > deadline) throw new Error('runs are stuck: nobody reaps them');
    await reap();
  }
}
