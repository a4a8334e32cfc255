import { isDeepStrictEqual } from 'node:util';
import { SqlArray } from '../../adapters/sql/arguments/sql-array.js';
import { runResult, score, someUsage } from '../../src/testing/storage-contract/fixtures/settlement.js';
import { callFunction, type DatabaseSession } from './database-session.js';

type Call = readonly [name: string, args: Readonly<Record<string, unknown>>];

const org = { p_org_id: 'acme' };
const october = Date.UTC(2026, 9, 20, 12);
const limits = [
  { subject: 'user', meter: 'calls', period: 'month', max: 100, anchor: null, algorithm: 'fixed' },
  { subject: 'org', meter: 'tokens', period: 'month', max: 100_000, anchor: null, algorithm: 'sliding' },
];
const person = { ...org, p_user_id: 'ada' };

/** Milliseconds after noon of 20 October 2026, as the functions take the time. */
function at(minutes: number) {
  return { p_now: new Date(october + minutes * 60_000).toISOString() };
}

function event(runId: string, sequence: number, minutes: number) {
  return { runId, userId: 'ada', sequence, type: 'model.called', at: october + minutes * 60_000, data: { sequence } };
}

/** What is asked of the windows of `limits`, as the functions take it since they work in batches. */
function demand(calls: number, tokens: number) {
  return {
    p_orgs: new SqlArray(['acme', 'acme']),
    p_users: new SqlArray(['ada', '']),
    p_meters: new SqlArray(['calls', 'tokens']),
    p_periods: new SqlArray(['month', 'month']),
    p_anchors: new SqlArray([null, null]),
    p_totals: null,
    p_rooms: null,
    p_demands: {
      counts: [1],
      unconditional: [false],
      ends: [2],
      windows: [1, 2],
      maxima: [100, 100_000],
      sliding: [false, true],
      amounts: [calls, tokens],
    },
  };
}

/** The function of the first release, and the one that took its place: a database has one of the two. */
function reserve(runId: string, minutes: number): readonly Call[] {
  const run = { operation: 'optimize', planId: 'pro', engine: 'model', model: 'model-1' };
  const input = { prompt: runId, sevenD: { values: { domain: 'saas' } } };
  const key = `key-of-${runId}`;
  const [fingerprint, leaseMs] = ['f'.repeat(64), 86_400_000];
  const hold = { calls: 1, tokens: 1_000, cost: 2_000 };
  const about = { p_operation: run.operation, p_plan_id: run.planId, p_engine: run.engine, p_model: run.model };
  const content = { p_input: input, p_fingerprint: fingerprint };
  const held = { p_limits: limits, p_hold: hold, p_lease_ms: leaseMs };
  const known = { orgId: 'acme', userId: 'ada', id: runId, idempotencyKey: key, fingerprint };
  return [
    [
      'reserve_v1',
      { ...person, p_run_id: runId, p_idempotency_key: key, ...about, ...content, ...held, ...at(minutes) },
    ],
    [
      'reserve_many_v1',
      {
        ...demand(1, 1_000),
        p_runs: [{ ...known, ...run, leaseMs, input, ...hold, limits, uses: [1, 2] }],
        ...at(minutes),
      },
    ],
  ];
}

/** As for {@link reserve}. */
function settle(runId: string, minutes: number): readonly Call[] {
  const charge = { calls: 1, tokens: 500, cost: 900 };
  const [ending, result, error] = ['succeeded', runResult(), null];
  const scores = [{ ...score(70), subject: 'original', rubric: 'rubric-1', final: true }];
  const events = [event(runId, 1, minutes), event(runId, 2, minutes)];
  const ended = { p_run_id: runId, p_ending: ending, p_result: result, p_error: error };
  const counted = { p_usage: someUsage, p_charge: charge, p_scores: scores };
  const [of, usage] = [{ orgId: 'acme', settlement: 1 }, someUsage];
  const together = {
    p_settlements: [{ orgId: 'acme', runId, ending, ...usage, ...charge, result, error }],
    p_scores: scores.map((each, index) => ({ ...each, ...of, runId, position: index + 1 })),
    p_events: events.map((each) => ({ ...each, ...of })),
  };
  return [
    ['settle_v1', { ...org, ...ended, ...counted, p_events: events, ...at(minutes) }],
    ['settle_many_v1', { ...together, ...at(minutes) }],
  ];
}

const hash = 'a'.repeat(64);
const counter = { p_provider: 'stripe', p_meter: 'tokens', p_month: '2026-10-01' };

/** What fills each table, in this order, as soon as the function is there. */
const fillers: readonly Call[] = [
  ['consume_v1', { ...person, p_limits: limits, p_amounts: { calls: 3, tokens: 7, cost: 0 }, ...at(0) }],
  ['consume_many_v1', { ...demand(3, 7), ...at(0) }],
  // Events of no run: of the past, of the month before, and of the time to come.
  ...[0, 30 * 1_440, 400 * 1_440].map(
    (minutes, index): Call => ['append_events_v1', { ...org, p_events: [event('page', index + 1, minutes)], ...at(0) }],
  ),
  ...reserve('ended', 1),
  ...settle('ended', 2),
  // An event of a run that comes a month after it.
  ['append_events_v1', { ...org, p_events: [event('ended', 3, 31 * 1_440)], ...at(31 * 1_440) }],
  ...reserve('erased', 3),
  ...settle('erased', 4),
  ...reserve('under-way', 5),
  [
    'checkpoint_v1',
    { ...org, p_run_id: 'under-way', p_usage: someUsage, p_in_flight: null, p_lease_ms: 86_400_000, ...at(6) },
  ],
  [
    'save_subscription_v1',
    { ...org, p_expected_version: 0, p_subscription: { planId: 'pro', status: 'active', seats: 3, anchor: 0 } },
  ],
  ['link_customer_v1', { ...org, p_provider: 'stripe', p_customer_id: 'cus_1' }],
  ['finish_billing_event_v1', { p_provider: 'stripe', p_event_id: 'evt_1', ...at(0) }],
  ['prepare_usage_report_v1', { ...org, ...counter, p_total: 7, ...at(0) }],
  ['save_organization_v1', { ...org, p_organization: { name: 'Acme' }, p_expected_version: 0, ...at(0) }],
  ['set_member_v1', { ...person, p_role: 'owner', ...at(0) }],
  ['save_profile_v1', { p_user_id: 'ada', p_profile: { locale: 'en', preferences: {} }, p_expected_version: 0 }],
  ['save_plan_v1', { p_plan_id: 'pro', p_plan: { id: 'pro', title: 'Pro' }, p_expected_version: 0 }],
  [
    'create_session_v1',
    { ...person, p_session_id: 's', p_token_hash: hash, p_session: { lifetimeMs: 1_000 }, ...at(0) },
  ],
  [
    'add_module_v1',
    {
      ...{ ...org, p_module_id: 'm', p_version: '1.0.0', p_version_order: '1' },
      p_module: { title: 'Module', summary: '', status: 'active', body: {} },
    },
  ],
  [
    'save_parameter_set_v1',
    {
      ...org,
      p_set_id: 'p',
      p_owner_id: 'ada',
      p_set: { name: 'Set', shared: true, values: {} },
      p_expected_version: 0,
    },
  ],
  ['add_bundle_v1', { ...person, p_bundle_id: 'b', p_run_id: 'ended', p_manifest: {}, p_artifacts: [], ...at(0) }],
  ['listen_v1', { p_listener_id: 'somebody', p_lease_ms: 1 }],
  ['roll_up_v1', { p_limit: 10, p_began: null, p_after: null, ...at(7) }],
];

/** What answers have to be the same before and after an upgrade. */
const questions: readonly Call[] = [
  ...['ended', 'erased', 'under-way'].flatMap((runId): readonly Call[] => [
    ['get_run_v1', { ...org, p_run_id: runId }],
    ['run_scores_v1', { ...org, p_run_id: runId }],
  ]),
  ...['ended', 'erased', 'under-way', 'page'].map(
    (runId): Call => ['run_events_v1', { ...org, p_run_id: runId, p_after: 0, p_limit: 100 }],
  ),
  ['list_runs_v1', { ...org, p_user_id: null, p_limit: 10, p_after_ms: null, p_after_id: null }],
  ['peek_v1', { ...person, p_limits: limits, ...at(10) }],
  ['load_subscription_v1', { ...org }],
  ['subscription_history_v1', { ...org, p_limit: 10, p_before_version: null }],
  ['customer_of_v1', { ...org, p_provider: 'stripe' }],
  ['is_billing_event_done_v1', { p_provider: 'stripe', p_event_id: 'evt_1' }],
  ['list_windows_v1', { ...org, p_limit: 10, p_after: null, ...at(10) }],
  ['user_metrics_v1', { ...person, p_from: october, p_to: october + 86_400_000 }],
  ['load_organization_v1', { ...org }],
  ['list_members_v1', { ...org, p_limit: 10, p_after: null }],
  ['load_profile_v1', { p_user_id: 'ada' }],
  ['list_plans_v1', {}],
  ['get_session_v1', { p_user_id: 'ada', p_session_id: 's' }],
  ['get_module_v1', { ...org, p_module_id: 'm', p_version: null }],
  ['get_parameter_set_v1', { ...org, p_set_id: 'p' }],
  ['get_bundle_v1', { ...org, p_bundle_id: 'b' }],
  ['daily_usage_v1', { ...person, p_from: october - 86_400_000, p_to: october + 86_400_000 }],
];

async function existing(session: DatabaseSession): Promise<ReadonlySet<string>> {
  const rows = await session.query(
    `select p.proname::text as name
       from pg_proc as p
       join pg_namespace as n on n.oid = p.pronamespace
      where n.nspname = 'promptforge'`,
  );
  return new Set(rows.map(({ name }) => String(name)));
}

/** Fills a database as far as its version can. @returns the functions that were called. */
export async function fillAsOfThen(session: DatabaseSession): Promise<readonly string[]> {
  const there = await existing(session);
  const called: string[] = [];
  for (const [name, args] of fillers) {
    if (!there.has(name)) continue;
    // Events are numbered by their run, and a run has to be there before it can be settled.
    if (name === 'settle_v1' && !there.has('append_events_v1')) continue;
    // Of this name there is another one, of one tenant and without amounts, beside the one in batches.
    if (name === 'consume_v1' && there.has('consume_many_v1')) continue;
    await callFunction(session, name, args);
    called.push(name);
  }
  return called;
}

export type Answers = ReadonlyMap<string, unknown>;

/** Everything that can be asked for at this version, by the call. */
export async function answers(session: DatabaseSession): Promise<Answers> {
  const there = await existing(session);
  const all = new Map<string, unknown>();
  for (const [name, args] of questions) {
    if (!there.has(name)) continue;
    const answer = await callFunction(session, name, args);
    all.set(`${name} ${JSON.stringify(args)}`, name === 'peek_v1' ? windowPairs(answer) : answer);
  }
  return all;
}

/** Windows as pairs of what is used and when they end, which is all that is answered of them since the batches. */
function windowPairs(answer: unknown): readonly unknown[] {
  if (!Array.isArray(answer) || answer.length !== limits.length) throw new Error('peek_v1 has to answer each limit');
  return answer.map((window) => (Array.isArray(window) ? window : [window.used, window.resetAfterMs]));
}

/** The calls that were answered before, and are answered otherwise now, but for fields that are new and empty. */
export function differences(before: Answers, after: Answers): readonly string[] {
  return [...before].flatMap(([call, answer]) =>
    isDeepStrictEqual(withoutNewFields(after.get(call), answer), answer) ? [] : [call],
  );
}

/** An answer without the fields that are empty in it and were not there before. */
function withoutNewFields(answer: unknown, before: unknown): unknown {
  if (typeof answer !== 'object' || answer === null || typeof before !== 'object' || before === null) return answer;
  if (Array.isArray(answer)) return answer.map((item, index) => withoutNewFields(item, Reflect.get(before, index)));
  const kept = Object.entries(answer).filter(
    ([name, value]) => !isDeepStrictEqual(value ?? {}, {}) || Object.hasOwn(before, name),
  );
  return Object.fromEntries(kept.map(([name, value]) => [name, withoutNewFields(value, Reflect.get(before, name))]));
}

/** Ends the run that an earlier version had begun, as this version does. */
export async function settleUnderWay(session: DatabaseSession): Promise<unknown> {
  const there = await existing(session);
  const calls = settle('under-way', 8).filter(([name]) => there.has(name));
  const [call] = calls;
  if (call === undefined || calls.length !== 1) throw new Error('there has to be one function that settles');
  return callFunction(session, ...call);
}
