import { postgresStorage } from '../../adapters/postgres/index.js';
import type { Storage } from '../../src/storage.js';
import { migratedDatabase } from '../postgres-server/index.js';
import { openDatabaseFacts } from './database-facts.js';
import type { Query } from './ledger-checks.js';

/** A product after a year: 5,000 users in 1,500 organizations have made a million runs, unless fewer are asked for. */
export interface Year {
  readonly storage: Storage;
  readonly url: string;
  readonly rows: Query;
  readonly runs: number;
  /** The first day of the year, and the one after its last, in UTC. */
  readonly from: Date;
  readonly to: Date;
  close(): Promise<void>;
}

export const yearPlans = ['free', 'pro', 'enterprise'] as const;
export const yearModels = ['model-small', 'model-large'] as const;
export const yearModules = ['brief', 'email', 'review', 'research', 'support', 'summary'] as const;

/** Fills a database of its own with runs; nothing is summed yet. A million runs take some minutes. */
export async function openYear({ runs }: { readonly runs: number }): Promise<Year> {
  const database = await migratedDatabase();
  const facts = await openDatabaseFacts(database.url);
  const to = new Date(Date.UTC(2026, 10, 30));
  const from = new Date(to.getTime() - 365 * 86_400_000);
  for (const statement of statements(runs, from)) await facts.rows(statement);
  const storage = postgresStorage({ connectionString: database.url });
  await storage.setup();
  return {
    storage,
    url: database.url,
    rows: facts.rows,
    runs,
    from,
    to,
    async close() {
      await storage.close();
      await facts.close();
      await database.drop();
    },
  };
}

function statements(runs: number, from: Date): readonly string[] {
  const users = Math.max(50, Math.round(runs / 200));
  const tenants = Math.max(15, Math.round((users * 3) / 10));
  const start = `'${from.toISOString()}'::timestamptz`;
  // Of the first tenants come more users than of the later ones.
  const org = `'org-' || least(${tenants}, 1 + floor(${tenants} * power(u::float / ${users}, 1.6)))`;
  const plan = (id: string) =>
    `case when hashtext(${id}) % 10 in (0) then 'enterprise' when abs(hashtext(${id})) % 10 < 4 then 'pro' else 'free' end`;
  /** A bucket of a histogram in which times of about `ms` lie; the sum of three is nearly normal. */
  const bucket = (ms: number) =>
    `floor(8 * (${Math.log2(ms)} + 1.4 * (random() + random() + random() - 1.5)))::integer`;
  return [
    'select setseed(0.25)',
    `insert into promptforge.orgs (id, version, name, created_at, updated_at)
     select 'org-' || g, 1, 'Tenant', ${start}, ${start} from generate_series(1, ${tenants}) as g`,
    `insert into promptforge.org_members (org_id, user_id, role, joined_at)
     select ${org}, 'user-' || u, 'member', ${start} from generate_series(1, ${users}) as u`,
    `create temporary table steps as
     select g as org, v.version, 'org-' || g as org_id, ${plan("'org-' || g")} as plan_id, v.status,
            ${start} + (g * 330.0 / ${tenants}) * interval '1 day' + v.after as at, 1 + g % 7 as seats
       from generate_series(1, ${tenants}) as g,
            lateral (values
              (1, 'trialing', interval '0'),
              (2, case when g % 4 = 0 then 'canceled' else 'active' end, interval '14 days'),
              (3, 'past_due', interval '90 days'),
              (4, case when g % 3 = 0 then 'canceled' else 'active' end, interval '100 days')
            ) as v (version, status, after)
      where (v.version = 1 or ${plan("'org-' || g")} <> 'free') and (v.version < 3 or g % 5 = 1)`,
    `insert into promptforge.subscription_changes (org_id, version, at, plan_id, status, seats)
     select s.org_id, s.version, s.at, s.plan_id, case s.plan_id when 'free' then 'active' else s.status end, s.seats
       from steps as s where s.at < ${start} + interval '365 days'`,
    `insert into promptforge.subscriptions (org_id, version, plan_id, status, seats, anchor)
     select distinct on (c.org_id) c.org_id, c.version, c.plan_id, c.status, c.seats, c.at
       from promptforge.subscription_changes as c order by c.org_id, c.version desc`,
    // Twice as many runs at the end of the year as at its beginning, few of them on weekends and at night.
    `insert into promptforge.runs
       (org_id, id, user_id, operation, status, plan_id, engine, model, fingerprint, created_at, lease_expires_at,
        ended_at, input, error, input_tokens, output_tokens, cached_input_tokens, model_calls, cost_micros,
        charged_calls, charged_tokens, charged_cost, windows, window_starts, figures, measures)
     select r.org_id, 'run-' || g, 'user-' || r.u, r.operation, r.status, r.plan_id,
            case when r.model is null then 'rules' else 'model' end, r.model, repeat('a', 64), r.at,
            r.at + interval '1 minute', r.at + r.ms * interval '1 millisecond',
            '{"prompt": "Plan the launch.", "sevenD": {"values": {"domain": "saas"}, "defaulted": []}}',
            case when r.status = 'failed' then jsonb_build_object('code', r.code, 'message', 'It failed.') end,
            r.tokens, r.tokens / 3, r.tokens / 10, 3, case when g % 50 > 0 then r.tokens * 2 end,
            1, r.tokens, 0, '[]', '{}',
            jsonb_strip_nulls(jsonb_build_object(
              'domain', (array['saas', 'fintech', 'legal'])[1 + g % 3],
              'module', r.module,
              'passed', case when r.status = 'succeeded' and r.operation in ('optimize', 'score') then g % 3 > 0 end,
              'improved', case when r.status = 'succeeded' and r.operation = 'optimize' then g % 5 > 0 end,
              'original', case when r.status = 'succeeded' and r.operation = 'optimize' then 40 + g % 300 / 10.0 end,
              'optimized', case when r.status = 'succeeded' and r.operation = 'optimize' then 70 + g % 300 / 10.0 end
            )),
            jsonb_build_object(
              'latency.run.' || ${bucket(4_000)}, 1, 'latency.admission.' || ${bucket(12)}, 1,
              'latency.optimize.' || ${bucket(2_200)}, 1, 'latency.judge.' || ${bucket(900)}, 2,
              'model.answered', 3, 'model.ms', r.ms, 'model.output_tokens', r.tokens / 3
            )
            || case when r.status = 'failed' then jsonb_build_object('run.failed.' || r.code, 1) else '{}' end
            || case when g % 10 = 0 then '{"model.cached": 1}'::jsonb else '{}' end
       from (
              select w.g, w.at, u.u, o.org_id,
                     ${plan('o.org_id')} as plan_id,
                     case when w.chance < 0.8 then 'optimize' when w.chance < 0.92 then 'score'
                          when w.chance < 0.96 then 'compare' else 'test' end as operation,
                     case when w.fate < 0.93 then 'succeeded' when w.fate < 0.97 then 'failed'
                          when w.fate < 0.99 then 'canceled' else 'abandoned' end as status,
                     (array['model_unreachable', 'model_rate_limited', 'run_deadline_exceeded'])[1 + w.g % 3] as code,
                     case when w.g % 12 = 0 then null when w.g % 3 = 0 then 'model-large' else 'model-small' end as model,
                     (array['brief', 'email', 'review', 'research', 'support', 'summary'])[(1 + floor(20 * w.luck))::integer] as module,
                     (1000 + 7000 * w.fate)::bigint as ms,
                     (300 + 3000 * w.luck)::bigint as tokens
                from (
                       select x.g, x.chance, x.fate, x.luck,
                              date_trunc('day', x.day) + date_trunc('milliseconds', x.hour * interval '1 hour') as at,
                              extract(epoch from x.day - ${start}) / 31536000 as share, x.who
                         from (
                                select z.g, random() as chance, random() as fate, random() as luck, random() as who,
                                       case when random() < 0.9 then 6 + 7 * (random() + random()) else 24 * random() end as hour,
                                       z.day - case when extract(isodow from z.day) > 5 and random() < 0.8
                                                    then interval '2 days' else interval '0' end as day
                                  from (
                                         select g, ${start} + interval '2 days'
                                                + (sqrt(1 + 3 * g::float / ${runs}) - 1) * interval '362 days' as day
                                           from generate_series(1, ${runs}) as g
                                       ) as z
                              ) as x
                     ) as w,
                     lateral (select 1 + floor(power(w.who, 1.7) * ${users} * (0.2 + 0.79 * w.share))::integer) as u (u),
                     lateral (select ${org.replaceAll('u::float', 'u.u::float')}) as o (org_id)
            ) as r`,
    'vacuum analyze',
  ];
}
