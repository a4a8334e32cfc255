import type { SevenD } from '../../src/storage.js';
import { runInput } from '../../src/testing/storage-contract/fixtures/reservation.js';
import { runResult } from '../../src/testing/storage-contract/fixtures/settlement.js';
import type { Query } from './ledger-checks.js';

const days = 400;
const domains: readonly SevenD['domain'][] = ['saas', 'fintech', 'education', 'legal', 'generic'];

/**
 * A service that has run for 400 days: every tenth user belongs to one large tenant, the others to
 * small ones of about ten; each has ten runs, spread over the time, with three events each.
 */
export interface LargeDatabase {
  readonly users: number;
  readonly tenants: number;
  /** The tenant of a user, by number. Those that 10 divides are of the large tenant, `org-0`. */
  tenantOf(user: number): string;
  /** Runs of a user, oldest first. */
  runIdsOf(user: number): Promise<readonly string[]>;
}

/** Fills a migrated database, and tells the planner about it. Ten thousand runs take about two seconds. */
export async function fillDatabase(query: Query, runs: number): Promise<LargeDatabase> {
  const [users, tenants] = [runs / 10, runs / 100];
  const literal = (value: unknown) => `'${JSON.stringify(value).replaceAll("'", "''")}'::jsonb`;
  const inputs = domains.map((domain) => literal(runInput('Write a plan for the launch.', domain))).join(', ');
  const org = (user: string) =>
    `case when ${user} % 10 = 0 then 'org-0' else 'org-' || 1 + ${user} % ${tenants - 1} end`;
  const statements = [
    `insert into promptforge.plans (id, version, title, plan)
     select 'plan-' || g, 1, 'Plan', '{}' from generate_series(1, 3) as g`,
    `insert into promptforge.check_reports (id, report)
     select 'report-' || g, '{}' from generate_series(1, 100) as g`,
    `insert into promptforge.alerts (id, version, state)
     select 'rule-' || g || chr(9), 1, '{"rule": "rule", "orgId": null}' from generate_series(1, 50) as g`,
    `insert into promptforge.orgs (id, version, name, created_at, updated_at)
     select 'org-' || g, 1, 'Tenant', now(), now() from generate_series(0, ${tenants - 1}) as g`,
    `insert into promptforge.org_members (org_id, user_id, role, joined_at)
     select ${org('g')}, 'user-' || g, 'member', now() from generate_series(1, ${users}) as g`,
    `insert into promptforge.profiles (user_id, version, preferences)
     select 'user-' || g, 1, '{}' from generate_series(1, ${users}) as g`,
    `insert into promptforge.credentials
       (user_id, email, password_hash, password_version, password_changed_at, created_at)
     select 'user-' || g, 'user-' || g || '@example.com', 'hash', 1, now(), now() from generate_series(1, ${users}) as g`,
    `insert into promptforge.email_tokens (hash, user_id, purpose, expires_at)
     select encode(sha256(('email-' || g)::bytea), 'hex'), 'user-' || g, 'verify_email', now() + g * interval '1 minute'
       from generate_series(1, ${users}) as g`,
    `insert into promptforge.sign_in_throttles (key, attempts, started_at, last_at, ends_at)
     select encode(sha256(('throttle of user-' || g)::bytea), 'hex'), 1, now(), now(), now() + g * interval '1 minute'
       from generate_series(1, ${users}) as g`,
    `insert into promptforge.subscriptions (org_id, version, plan_id, status, seats, anchor)
     select 'org-' || g, 10, 'plan-1', 'active', 10, now() from generate_series(0, ${tenants - 1}) as g`,
    `insert into promptforge.subscription_changes (org_id, version, at, plan_id, status, seats)
     select 'org-' || g, v, now() - (g % ${days} + 10 - v) * interval '1 day', 'plan-1', 'active', 10
       from generate_series(0, ${tenants - 1}) as g, generate_series(1, 10) as v`,
    `insert into promptforge.billing_customers (provider, customer_id, org_id)
     select 'stripe', 'customer-org-' || g, 'org-' || g from generate_series(0, ${tenants - 1}) as g`,
    `insert into promptforge.billing_events (provider, event_id, done_at)
     select 'stripe', 'event-of-user-' || g, now() - g * interval '70 days' / ${users}
       from generate_series(1, ${users}) as g`,
    `insert into promptforge.billing_usage (org_id, provider, meter, month, reported, sequence)
     select 'org-' || g, 'stripe', 'tokens', ('2025-11-01'::date + make_interval(months => m))::date, 500, 3
       from generate_series(0, ${tenants - 1}) as g, generate_series(0, 12) as m`,
    // The last five hundred runs are of the last minutes, and the last fifty have not ended.
    `insert into promptforge.runs
       (org_id, id, user_id, operation, status, plan_id, engine, model, idempotency_key, fingerprint, created_at,
        lease_expires_at, ended_at, input, result, input_tokens, output_tokens, model_calls, cost_micros,
        charged_calls, charged_tokens, charged_cost, windows, window_starts, measures, figures)
     select ${org('u')}, 'run-' || md5(g::text), 'user-' || u, 'optimize',
            case when open then 'reserved' when g % 20 < 17 then 'succeeded' when g % 20 = 17 then 'failed'
                 when g % 20 = 18 then 'canceled' else 'abandoned' end,
            'plan-' || 1 + u % 3, 'model', 'model-1', case when g % 4 = 0 then 'key-' || g end, repeat('a', 64), at,
            at + interval '1 minute', case when not open then at + interval '20 seconds' end,
            (array[${inputs}])[1 + g % 5], case when not open and g % 20 < 17 then ${literal(runResult())} end,
            300, 200, 2, 900, 1, 500, 900, '[]', '{}',
            case when not open then jsonb_build_object(
              'latency.run.' || 80 + g % 20, 1, 'latency.optimize.' || 70 + g % 20, 1, 'model.answered', 1, 'model.ms', 1200
            ) end,
            jsonb_build_object('domain', 'saas', 'module', 'module-' || g % 10)
       from generate_series(1, ${runs}) as g,
            lateral (select 1 + g % ${users}, g > ${runs} - 50,
              case when g > ${runs} - 500 then now() - (${runs} - g) * interval '1 second'
                   else now() - interval '10 minutes' - (${runs} - g) * interval '${days} days' / ${runs} end
            ) as x (u, open, at)`,
    `insert into promptforge.scores
       (org_id, run_id, position, subject, rubric, final, clarity, execution, ambiguity, business_fit, composite)
     select r.org_id, r.id, p, 'original', 'rubric-1', p = 2, 71, 64.5, 22, 80, 58.5
       from promptforge.runs as r, generate_series(1, 2) as p
      where r.status = 'succeeded'`,
    `select promptforge.add_event_month((date_trunc('month', now() at time zone 'UTC') - make_interval(months => m))::date)
       from generate_series(1, 15) as m`,
    // Transactions of the past, in the order of time.
    `insert into promptforge.telemetry_events
       (org_id, run_id, sequence, month, user_id, type, at, recorded_at, transaction_id, data)
     select r.org_id, r.id, s, promptforge.month_of(r.created_at), r.user_id, 'model.answered', r.ended_at, r.ended_at,
            (3 + (extract(epoch from r.ended_at - now()) / 86400 + ${days + 1}) * 700 / ${days + 1})::bigint::text::xid8,
            '{"ratio": 0.25, "cached": false, "tokens": 1200}'
       from promptforge.runs as r, generate_series(1, 3) as s
      where r.ended_at is not null`,
    `insert into promptforge.daily_usage
     select f.org_id, f.day, 'kept', f.user_id, f.plan_id, f.engine, f.model, f.domain,
            sum(f.succeeded), sum(f.failed), sum(f.canceled), sum(f.abandoned), sum(f.passed), sum(f.improved),
            sum(f.scored), sum(f.original_tenths), sum(f.optimized_tenths), sum(f.model_calls), sum(f.input_tokens),
            sum(f.output_tokens), sum(f.cached_input_tokens), sum(f.cache_write_input_tokens), sum(f.reasoning_tokens),
            sum(f.cost_micros), sum(f.runs_of_unknown_cost), sum(f.duration_ms), f.operation, f.module
       from promptforge.run_figures as f
      group by 1, 2, 3, 4, 5, 6, 7, 8, f.operation, f.module`,
    `insert into promptforge.daily_measures
     select m.org_id, m.day, 'kept', m.plan_id, m.model, m.module, array_agg(m.name), array_agg(m.amount)
       from (
              select f.org_id, f.day, f.plan_id, f.model, f.module, e.name, sum(e.amount::numeric) as amount
                from promptforge.run_figures as f, jsonb_each(f.measures) as e (name, amount)
               group by 1, 2, 3, 4, 5, 6
            ) as m
      group by 1, 2, 4, 5, 6`,
    `select promptforge.sum_platform_day(d.day)
       from (select distinct u.day from promptforge.daily_usage as u) as d`,
    `insert into promptforge.upkeep (task, done_at) values ('roll_up', now())`,
    `insert into promptforge.quota_windows (org_id, user_id, meter, period, started_at, ends_at, used, previous)
     select ${org('g')}, 'user-' || g, 'calls', period, date_trunc(period, now()) - (g % 5) * ('1 ' || period)::interval,
            date_trunc(period, now()) - (g % 5 - 1) * ('1 ' || period)::interval, 1, 0
       from generate_series(1, ${users}) as g, unnest(array['hour', 'month']) as period`,
    `insert into promptforge.quota_windows (org_id, user_id, meter, period, started_at, ends_at, used, previous)
     select 'org-' || g, '', meter, 'month', date_trunc('month', now()), date_trunc('month', now()) + interval '1 month', 1, 0
       from generate_series(0, ${tenants - 1}) as g, unnest(array['tokens', 'cost']) as meter`,
    `insert into promptforge.sessions
       (user_id, id, org_id, device, created_at, last_used_at, expires_at, ends_at)
     select 'user-' || g, 'session-' || s, ${org('g')}, 'browser', ends - interval '30 days', ends - interval '30 days', ends, ends
       from generate_series(1, ${users}) as g, generate_series(1, 2) as s,
            lateral (select now() + (g % 60 - 20) * interval '1 day') as e (ends)`,
    `insert into promptforge.session_tokens (hash, user_id, session_id, replaced_at)
     select encode(sha256(convert_to(s.user_id || s.id || t, 'UTF8')), 'hex'), s.user_id, s.id,
            case when t = 1 then s.last_used_at end
       from promptforge.sessions as s, generate_series(1, 2) as t`,
    `insert into promptforge.modules (org_id, id, version, version_order, title, summary, status, body)
     select 'org-' || g, 'module-' || m, v || '.0.0', v, 'Module', 'Summary', 'active', '{"text": "Be brief."}'
       from generate_series(0, ${tenants - 1}) as g, generate_series(1, 10) as m, generate_series(1, 2) as v`,
    `insert into promptforge.parameter_sets (org_id, id, version, name, owner_id, shared, parameters)
     select ${org('g')}, 'set-' || g, 1, 'Set', 'user-' || g, g % 2 = 0, '{"domain": "saas"}'
       from generate_series(1, ${users}) as g`,
    `insert into promptforge.saved_prompts
       (org_id, id, version, title, owner_id, shared, tags, latest_version, created_at, updated_at, search_heading, search_text)
     select ${org('g')}, 'prompt-' || g, 1, 'Launch', 'user-' || g, g % 2 = 0, '["launch"]', 3,
            now() - g * interval '1 minute', now(), 'launch', repeat('plan the launch of product ' || g || '. ', 20)
       from generate_series(1, ${users}) as g`,
    `insert into promptforge.prompt_versions (org_id, prompt_id, number, parent_id, parent_number, text, run_id, author_id, created_at)
     select s.org_id, s.id, n, case when n > 1 then s.id end, nullif(n - 1, 0), repeat('Plan the launch. ', 20),
            case when n = 2 then 'run of ' || s.id end, s.owner_id, s.created_at
       from promptforge.saved_prompts as s, generate_series(1, 3) as n`,
    `insert into promptforge.cache_entries (org_id, key, user_id, value, expires_at)
     select ${org('g')}, encode(sha256(convert_to('cached of user-' || g || '-' || n, 'UTF8')), 'hex'), 'user-' || g,
            '{"text": "An answer."}', now() + (g % 60 - 20) * interval '1 hour'
       from generate_series(1, ${users}) as g, generate_series(1, 5) as n`,
    `insert into promptforge.bundles (org_id, id, run_id, user_id, created_at, manifest)
     select r.org_id, 'bundle-' || r.id, r.id, r.user_id, r.created_at, '{"files": 2}'
       from promptforge.runs as r
      where r.status = 'succeeded' and hashtext(r.id) % 5 = 0`,
    `insert into promptforge.bundle_artifacts (org_id, bundle_id, position, path, media_type, sha256, encoding, content)
     select b.org_id, b.id, p, 'file-' || p, 'text/plain', repeat('a', 64), 'text', 'A plan for the launch.'
       from promptforge.bundles as b, generate_series(1, 2) as p`,
    'vacuum analyze',
  ];
  for (const statement of statements) await query(statement);
  const tenantOf = (user: number) => (user % 10 === 0 ? 'org-0' : `org-${1 + (user % (tenants - 1))}`);
  return {
    users,
    tenants,
    tenantOf,
    async runIdsOf(user) {
      const rows = await query(
        `select id from promptforge.runs
          where org_id = '${tenantOf(user)}' and user_id = 'user-${user}' order by created_at`,
      );
      return rows.map(({ id }) => String(id));
    },
  };
}
