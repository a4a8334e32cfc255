import { createHash, randomUUID } from 'node:crypto';
import type { SqlFunctionName } from '../../adapters/sql/sql-functions.js';
import type { Storage, TenantScope } from '../../src/storage.js';
import { newAlertState } from '../../src/testing/storage-contract/alerts/new-alert-state.js';
import { cacheEntry } from '../../src/testing/storage-contract/cache/cache-entry.js';
import { newCheckReport } from '../../src/testing/storage-contract/check-reports/new-check-report.js';
import { checkpoint } from '../../src/testing/storage-contract/fixtures/checkpoint.js';
import { quotaLimit } from '../../src/testing/storage-contract/fixtures/quota-limits.js';
import { reservation } from '../../src/testing/storage-contract/fixtures/reservation.js';
import { scoreRecord, settlement } from '../../src/testing/storage-contract/fixtures/settlement.js';
import { telemetryEvent } from '../../src/testing/storage-contract/fixtures/telemetry-event.js';
import {
  newPromptVersion,
  newSavedPrompt,
  ofARun,
} from '../../src/testing/storage-contract/history/new-saved-prompt.js';

/** Whom a call is for, in a large database. */
export interface Caller {
  readonly storage: Storage;
  readonly scope: TenantScope;
  readonly userId: string;
  /** Runs of the user, oldest first. */
  readonly runIds: readonly string[];
  /** Another one each time, for names that must be new. */
  readonly turn: number;
}

type Call = (caller: Caller) => Promise<unknown>;

const dayMs = 86_400_000;
const page = { limit: 20, after: null };
const limits = [
  quotaLimit('user', 'calls', 'hour', 1_000_000),
  quotaLimit('user', 'calls', 'month', 1_000_000),
  quotaLimit('org', 'tokens', 'month', 1_000_000_000),
  quotaLimit('org', 'cost', 'month', 1_000_000_000),
];
const usage = { provider: 'stripe', meter: 'tokens', month: '2026-11-01' };
const amounts = { calls: 1, tokens: 10, cost: 10 };
const daysAgo = (days: number) => Date.now() - days * dayMs;
const lastYear = { before: daysAgo(365), limit: 100 };
const dayAgo = (days: number) => new Date(daysAgo(days)).toISOString().slice(0, 10);
const figures = (orgId: string | null) => {
  const days = { first: dayAgo(30), last: dayAgo(0) };
  return { orgId, days, planId: null, model: null, moduleId: null };
};
const month = () => ({ from: daysAgo(30), to: Date.now() });
const oldest = ({ runIds }: Caller) => runIds[0] ?? '';
const newest = ({ runIds }: Caller) => runIds.at(-1) ?? '';

const promptOf = (userId: string) => userId.replace('user', 'prompt');

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function invitation(invitedBy: string, secret: string) {
  const lifetimeMs = 7 * dayMs;
  return {
    id: randomUUID(),
    email: 'a@example.org',
    role: 'viewer' as const,
    invitedBy,
    secretHash: hash(secret),
    lifetimeMs,
  };
}

async function reserved({ storage, scope, userId }: Caller): Promise<string> {
  const request = reservation({ userId, limits, idempotencyKey: randomUUID(), leaseMs: 1 });
  await storage.ledger.reserve(scope, request);
  return request.runId;
}

async function settle(caller: Caller, runId: string): Promise<unknown> {
  const scores = [scoreRecord('original', 61.5), scoreRecord('candidate', 80, true)];
  const events = [1, 2, 3].map((sequence) => telemetryEvent(caller.scope, runId, sequence));
  return caller.storage.ledger.settle(caller.scope, settlement(runId, { scores, events }));
}

/** A call of each function, and what has to be there before it, which is no part of it. */
export const hotCalls: Readonly<Record<SqlFunctionName, (caller: Caller) => Promise<() => Promise<unknown>>>> = {
  reserve_many_v1: plain(reserved),
  checkpoint_v2: async (caller) => {
    const runId = await reserved(caller);
    const answer = { key: hash('question'), value: { text: 'An answer.' } };
    return () => caller.storage.ledger.checkpoint(caller.scope, checkpoint(runId, { inFlight: amounts, answer }));
  },
  resume_run_v1: async (caller) => {
    const runId = await reserved(caller);
    const takeover = { runId, holder: 'another', holdMs: 0, leaseMs: 60_000 };
    return () => caller.storage.ledger.resume(caller.scope, takeover);
  },
  settle_many_v1: async (caller) => {
    const runId = await reserved(caller);
    return () => settle(caller, runId);
  },
  reap_v1: async (caller) => {
    for (let run = 0; run < 20; run += 1) await reserved(caller);
    return () => caller.storage.ledger.reap({ limit: 20 });
  },
  consume_v1: plain(({ storage, scope, userId }) => storage.ledger.consume(scope, { userId, limits, amounts })),
  consume_many_v1: plain(({ storage, scope, userId }) =>
    storage.ledger.consumeMany([{ scope, request: { userId, limits, amounts } }]),
  ),
  peek_v1: plain(({ storage, scope, userId }) => storage.ledger.peek(scope, { userId, limits })),
  get_run_v1: plain((caller) => caller.storage.ledger.get(caller.scope, oldest(caller))),
  list_runs_v1: plain(async ({ storage, scope, userId }) => {
    const first = await storage.ledger.list(scope, { userId: null, ...page });
    await storage.ledger.list(scope, { userId: null, limit: 20, after: first.next });
    await storage.ledger.list(scope, { userId, ...page });
  }),
  run_scores_v1: plain((caller) => caller.storage.ledger.scores(caller.scope, oldest(caller))),
  erase_user_runs_v1: plain(({ storage, scope, userId }) => storage.ledger.eraseUser(scope, userId)),
  purge_runs_v1: plain(({ storage, scope }) => storage.ledger.purge(scope, lastYear)),
  append_events_v1: plain((caller) =>
    caller.storage.events.append(caller.scope, [telemetryEvent(caller.scope, newest(caller), 1_000 + caller.turn)]),
  ),
  run_events_v1: plain((caller) =>
    caller.storage.events.ofRun(caller.scope, { runId: newest(caller), after: 0, limit: 100 }),
  ),
  erase_user_events_v1: plain(({ storage, scope, userId }) => storage.events.eraseUser(scope, userId)),
  purge_events_v1: plain(({ storage, scope }) => storage.events.purge(scope, lastYear)),
  load_subscription_v1: plain(({ storage, scope }) => storage.subscriptions.load(scope)),
  save_subscription_v1: async ({ storage, scope }) => {
    const found = await storage.subscriptions.load(scope);
    if (found === null) throw new Error('a subscription is missing');
    return () => storage.subscriptions.save(scope, found.value, found.version);
  },
  subscription_history_v1: plain(async ({ storage, scope }) => {
    const first = await storage.subscriptions.history(scope, { limit: 2, after: null });
    await storage.subscriptions.history(scope, { limit: 2, after: first.next });
  }),
  list_subscriptions_v1: plain(async ({ storage }) => {
    const first = await storage.subscriptions.list(page);
    await storage.subscriptions.list({ ...page, after: first.next });
  }),
  list_subscription_changes_v1: plain(async ({ storage }) => {
    const first = await storage.subscriptions.changes({ range: month(), ...page });
    await storage.subscriptions.changes({ range: month(), ...page, after: first.next });
  }),
  link_customer_v1: plain(async ({ storage, scope, turn }) => {
    await storage.billing.linkCustomer(scope, { provider: 'stripe', customerId: `customer-${scope.orgId}` });
    await storage.billing.linkCustomer({ orgId: `new-${turn}` }, { provider: 'stripe', customerId: `new-${turn}` });
  }),
  unlink_customer_v1: plain(({ storage, turn }) =>
    storage.billing.unlinkCustomer({ orgId: `new-${turn}` }, { provider: 'stripe', customerId: `new-${turn}` }),
  ),
  customer_of_v1: plain(({ storage, scope }) => storage.billing.customerOf(scope, 'stripe')),
  tenant_of_v1: plain(({ storage, scope }) =>
    storage.billing.tenantOf({ provider: 'stripe', customerId: `customer-${scope.orgId}` }),
  ),
  is_billing_event_done_v1: plain(({ storage, userId }) =>
    storage.billing.isEventDone({ provider: 'stripe', eventId: `event-of-${userId}` }),
  ),
  finish_billing_event_v1: plain(({ storage, userId, turn }) =>
    storage.billing.finishEvent({ provider: 'stripe', eventId: `new-event-${turn}-of-${userId}` }),
  ),
  purge_billing_events_v1: plain(({ storage }) => storage.billing.purgeEvents({ before: daysAgo(60), limit: 100 })),
  prepare_usage_report_v1: plain(({ storage, scope, turn }) =>
    storage.billing.prepareReport(scope, { ...usage, total: 1_000 + turn }),
  ),
  confirm_usage_report_v1: async ({ storage, scope }) => {
    const report = await storage.billing.prepareReport(scope, { ...usage, total: 1_000_000 });
    return () => storage.billing.confirmReport(scope, { ...usage, identifier: report?.identifier ?? '' });
  },
  user_metrics_v2: plain(({ storage, scope, userId }) => storage.analytics.user(scope, { userId, range: month() })),
  user_metrics_snapshot_v2: plain(({ storage, scope, userId }) =>
    storage.analytics.snapshot(scope, { userId, range: month() }),
  ),
  follow_events_v1: async (caller) => {
    const { events } = caller.storage;
    const { cursor } = await events.follow(caller.scope, { userId: null, after: null, limit: 100 });
    for (let run = 0; run < 3; run += 1) await settle(caller, await reserved(caller));
    return async () => {
      await events.follow(caller.scope, { userId: null, after: cursor, limit: 5 });
      await events.follow(caller.scope, { userId: caller.userId, after: cursor, limit: 100 });
    };
  },
  listen_v1: plain(({ storage, scope }) => {
    const { signal, abort } = stoppable();
    return storage.events.watch(scope, { onSignal: () => {}, signal }).finally(abort);
  }),
  daily_usage_v1: plain(async ({ storage, scope, userId }) => {
    await storage.analytics.daily(scope, { userId: null, range: month() });
    await storage.analytics.daily(scope, { userId, range: month() });
  }),
  summed_v1: plain(({ storage }) => storage.analytics.summed()),
  usage_v1: plain(async ({ storage, scope }) => {
    for (const orgId of [scope.orgId, null]) await storage.analytics.usage(figures(orgId));
    await storage.analytics.usage({ ...figures(null), planId: 'plan-1', moduleId: 'module-1' });
  }),
  measures_v1: plain(async ({ storage, scope }) => {
    for (const orgId of [scope.orgId, null]) await storage.analytics.measures(figures(orgId));
    await storage.analytics.measures({ ...figures(null), planId: 'plan-1' });
  }),
  active_users_v1: plain(async ({ storage, scope }) => {
    for (const orgId of [scope.orgId, null]) {
      await storage.analytics.activeUsers({ ...figures(orgId), interval: 'day' });
      await storage.analytics.activeUsers({ ...figures(orgId), interval: 'month' });
    }
  }),
  retention_v1: plain(async ({ storage, scope }) => {
    const [first, last] = [dayAgo(90).slice(0, 7), dayAgo(0).slice(0, 7)];
    for (const orgId of [scope.orgId, null]) await storage.analytics.retention({ orgId, first, last });
  }),
  under_way_v1: plain(async ({ storage, scope }) => {
    for (const orgId of [scope.orgId, null]) await storage.analytics.underWay({ orgId });
  }),
  run_records_v1: plain(async ({ storage, scope, userId }) => {
    for (const of of [
      { orgId: null, userId: null },
      { orgId: scope.orgId, userId: null },
      { orgId: scope.orgId, userId },
    ]) {
      const query = { ...figures(null), ...of, range: month() };
      const first = await storage.analytics.records({ ...query, ...page });
      await storage.analytics.records({ ...query, ...page, after: first.next });
    }
  }),
  list_windows_v1: plain(async ({ storage, scope }) => {
    for (const orgId of [scope.orgId, null]) {
      const first = await storage.analytics.windows({ orgId, ...page });
      await storage.analytics.windows({ orgId, ...page, after: first.next });
    }
  }),
  erase_user_daily_usage_v1: plain(({ storage, scope, userId }) => storage.analytics.eraseUser(scope, userId)),
  roll_up_v2: plain(({ storage }) => storage.maintenance.rollUp({ limit: 50, after: null, timeZone: 'UTC' })),
  claim_upkeep_v1: plain(({ storage }) => storage.maintenance.claim('retention', 0)),
  tenants_v1: plain(({ storage }) => storage.maintenance.tenants({ before: daysAgo(30), limit: 20, after: null })),
  turn_months_v1: plain(({ storage }) => storage.maintenance.turnMonths({ before: daysAgo(1_000), planIds: [] })),
  sweep_windows_v1: plain(({ storage }) => storage.maintenance.sweepWindows({ limit: 100 })),
  load_organization_v1: plain(({ storage, scope }) => storage.organizations.load(scope)),
  save_organization_v1: async ({ storage, scope }) => {
    const found = await storage.organizations.load(scope);
    if (found === null) throw new Error('an organization is missing');
    return () => storage.organizations.save(scope, found.value, found.version);
  },
  list_members_v1: plain(({ storage, scope }) => storage.organizations.members(scope, page)),
  set_member_v1: plain(async ({ storage, scope, userId, turn }) => {
    await storage.organizations.setMember(scope, { userId, role: turn % 2 === 0 ? 'admin' : 'viewer' });
    await storage.organizations.setMember(scope, { userId: `new-${turn}`, role: 'member' });
  }),
  remove_member_v1: plain(({ storage, scope, userId }) => storage.organizations.removeMember(scope, userId)),
  list_memberships_v1: plain(({ storage, userId }) => storage.organizations.membershipsOf({ userId })),
  load_profile_v1: plain(({ storage, userId }) => storage.profiles.load({ userId })),
  save_profile_v1: async ({ storage, userId }) => {
    const found = await storage.profiles.load({ userId });
    if (found === null) throw new Error('a profile is missing');
    return () => storage.profiles.save({ userId }, found.value, found.version);
  },
  erase_profile_v1: plain(({ storage, userId }) => storage.profiles.erase({ userId })),
  save_check_report_v1: plain(({ storage }) => storage.checkReports.save(newCheckReport())),
  get_check_report_v1: plain(({ storage }) => storage.checkReports.get('report-1')),
  list_check_reports_v1: plain(({ storage }) => storage.checkReports.list(page)),
  load_alert_v1: plain(({ storage }) => storage.alerts.load({ rule: 'rule-1', orgId: null })),
  list_alerts_v1: plain(({ storage }) => storage.alerts.list(page)),
  save_alert_v1: plain(({ storage }) => storage.alerts.save(newAlertState(), 0)),
  list_plans_v1: plain(({ storage }) => storage.plans.list()),
  save_plan_v1: plain(({ storage, turn }) => storage.plans.save(plan(turn), 0)),
  remove_plan_v1: async ({ storage, turn }) => {
    await storage.plans.save(plan(turn), 0);
    return () => storage.plans.remove(plan(turn).id, 1);
  },
  create_session_v1: plain((caller) => openSession(caller)),
  get_session_v1: plain(({ storage, userId }) => storage.sessions.get({ userId }, 'session-1')),
  list_sessions_v1: plain(({ storage, userId }) => storage.sessions.list({ userId }, page)),
  rotate_session_v1: async (caller) => {
    const presentedHash = await openSession(caller);
    const rotation = { presentedHash, nextHash: hash(randomUUID()), graceMs: 0, lifetimeMs: dayMs };
    return async () => {
      await caller.storage.sessions.rotate(rotation);
      // A replaced token comes back.
      await caller.storage.sessions.rotate({ ...rotation, nextHash: hash(randomUUID()) });
    };
  },
  revoke_session_v2: plain(({ storage, userId }) =>
    storage.sessions.revoke({ userId }, 'session-1', { reason: 'logout', denyForMs: null }),
  ),
  revoke_user_sessions_v2: plain(({ storage, userId }) =>
    storage.sessions.revokeUser(
      { userId },
      { orgId: null, createdBefore: null, reason: 'logout', denyForMs: 86_400_000 },
    ),
  ),
  session_standing_v1: plain(({ storage, scope, userId }) => storage.sessions.standing(scope, { userId }, 'session-1')),
  session_statistics_v1: plain(({ storage }) => storage.sessions.statistics({ from: daysAgo(30), to: daysAgo(0) })),
  purge_session_denials_v1: plain(({ storage }) => storage.sessions.purgeDenials({ limit: 100 })),
  purge_sessions_v1: plain(({ storage }) => storage.sessions.purge({ before: daysAgo(15), limit: 100 })),
  erase_user_sessions_v1: plain(({ storage, scope, userId }) => storage.sessions.eraseUser(scope, userId)),
  create_credential_v1: plain(({ storage }) => storage.credentials.create(credential(randomUUID()))),
  credential_by_email_v1: plain(({ storage, userId }) => storage.credentials.byEmail(credential(userId).email)),
  load_credential_v1: plain(({ storage, userId }) => storage.credentials.load({ userId })),
  change_password_v1: async ({ storage, userId }) => {
    const found = await storage.credentials.load({ userId });
    const change = { passwordHash: 'hash', expectedVersion: found?.passwordVersion ?? 0 };
    return () => storage.credentials.changePassword({ userId }, change);
  },
  rehash_password_v1: async ({ storage, userId }) => {
    const found = await storage.credentials.load({ userId });
    const change = { passwordHash: 'dearer', expectedHash: found?.passwordHash ?? '' };
    return () => storage.credentials.rehashPassword({ userId }, change);
  },
  issue_email_token_v1: plain((caller) => issueToken(caller)),
  email_token_owner_v1: async (caller) => {
    const token = await issueToken(caller);
    return () => caller.storage.credentials.tokenOwner(token);
  },
  redeem_email_token_v1: async (caller) => {
    const token = await issueToken(caller);
    return () => caller.storage.credentials.redeemToken({ ...token, passwordHash: 'hash' });
  },
  attempt_sign_in_v1: plain(({ storage, userId }) => storage.credentials.attempt([throttleCounter(userId)])),
  forgive_sign_in_v1: plain(({ storage, userId }) =>
    storage.credentials.forgive({ forget: [throttleCounter(userId).key], giveBack: [hash('address')] }),
  ),
  purge_credentials_v1: plain(({ storage }) => storage.credentials.purge({ limit: 100 })),
  erase_credential_v1: async ({ storage }) => {
    const made = credential(randomUUID());
    await storage.credentials.create(made);
    return () => storage.credentials.erase(made);
  },
  create_api_key_v1: plain((caller) => createKey(caller)),
  get_api_key_v1: plain(({ storage, scope }) => storage.apiKeys.get(scope, 'key-1')),
  list_api_keys_v1: plain(({ storage, scope }) => storage.apiKeys.list(scope, page)),
  read_api_key_v1: plain(({ storage }) => storage.apiKeys.read('key-1')),
  update_api_key_v1: onKey(({ storage, scope }, keyId) =>
    storage.apiKeys.update(scope, { keyId, name: 'Another', scopes: null, limits: null }),
  ),
  rotate_api_key_v1: onKey(({ storage, scope }, keyId) =>
    storage.apiKeys.rotate(scope, { keyId, hash: hash(randomUUID()), last4: '12ab', overlapMs: dayMs }),
  ),
  revoke_api_key_v1: onKey(({ storage, scope }, keyId) => storage.apiKeys.revoke(scope, keyId)),
  mark_api_keys_used_v1: onKey(({ storage, scope }, keyId) => storage.apiKeys.markUsed([{ scope, keyId, agoMs: 0 }])),
  purge_api_keys_v1: plain(({ storage }) => storage.apiKeys.purge({ before: daysAgo(15), limit: 100 })),
  erase_user_api_keys_v1: plain(({ storage, scope, userId }) => storage.apiKeys.eraseUser(scope, userId)),
  add_module_v1: plain(({ storage, scope, turn }) =>
    storage.library.addModule(scope, {
      id: `new-${turn}`,
      version: '1.0.0',
      title: 'Module',
      summary: 'Summary',
      status: 'active',
      minimumPlanId: null,
      body: { text: 'Be brief.' },
    }),
  ),
  set_module_status_v1: async ({ storage, scope }) => {
    const found = await storage.library.getModule(scope, { id: 'module-1', version: '1.0.0' });
    if (found === null) throw new Error('a module is missing');
    const change = { id: 'module-1', version: '1.0.0', status: 'deprecated' } as const;
    return () => storage.library.setModuleStatus(scope, change, found.version);
  },
  get_module_v1: plain(async ({ storage, scope }) => {
    await storage.library.getModule(scope, { id: 'module-1', version: '1.0.0' });
    await storage.library.getModule(scope, { id: 'module-1', version: null });
  }),
  list_modules_v1: plain(async ({ storage, scope }) => {
    await storage.library.listModules(scope, { id: null, limit: 5, after: null });
    await storage.library.listModules(scope, { id: 'module-1', ...page });
  }),
  save_parameter_set_v1: plain(({ storage, scope, userId, turn }) =>
    storage.library.saveParameterSet(
      scope,
      { id: `new-${turn}`, name: 'Set', ownerId: userId, shared: true, values: { domain: 'saas' } },
      0,
    ),
  ),
  get_parameter_set_v1: plain(({ storage, scope, userId }) =>
    storage.library.getParameterSet(scope, userId.replace('user', 'set')),
  ),
  list_parameter_sets_v1: plain(async ({ storage, scope, userId }) => {
    await storage.library.listParameterSets(scope, { visibleTo: null, ...page });
    await storage.library.listParameterSets(scope, { visibleTo: userId, ...page });
  }),
  remove_parameter_set_v1: plain(({ storage, scope, userId }) =>
    storage.library.removeParameterSet(scope, userId.replace('user', 'set'), 1),
  ),
  create_saved_prompt_v1: plain(({ storage, scope, userId }) =>
    storage.history.create(scope, newSavedPrompt(randomUUID(), { ownerId: userId })),
  ),
  get_saved_prompt_v1: plain(({ storage, scope, userId }) =>
    storage.history.get(scope, { id: promptOf(userId), visibleTo: userId }),
  ),
  list_saved_prompts_v1: plain(async ({ storage, scope, userId }) => {
    const all = { visibleTo: userId, ownerId: null, tags: [], text: null, ...page };
    await storage.history.list(scope, all);
    await storage.history.list(scope, { ...all, ownerId: userId });
    await storage.history.list(scope, { ...all, tags: ['launch'], text: 'product' });
  }),
  update_saved_prompt_v1: plain(({ storage, scope, userId }) =>
    storage.history.update(scope, { id: promptOf(userId), title: 'Launch', shared: true, tags: [] }, 1),
  ),
  add_prompt_version_v1: plain(({ storage, scope, userId }) =>
    storage.history.addVersion(scope, newPromptVersion(promptOf(userId), 3, ofARun), 3),
  ),
  get_prompt_version_v1: plain(({ storage, scope, userId }) =>
    storage.history.getVersion(scope, { promptId: promptOf(userId), number: 2, visibleTo: userId }),
  ),
  list_prompt_versions_v1: plain(({ storage, scope, userId }) =>
    storage.history.listVersions(scope, { promptId: promptOf(userId), visibleTo: userId, ...page }),
  ),
  prompt_versions_by_v1: plain(({ storage, scope, userId }) => storage.history.versionsBy(scope, { userId, ...page })),
  remove_saved_prompt_v1: plain(async ({ storage, scope, userId }) => {
    const found = await storage.history.get(scope, { id: promptOf(userId), visibleTo: null });
    await storage.history.remove(scope, promptOf(userId), found?.version ?? 1);
  }),
  erase_user_prompts_v1: plain(({ storage, scope, userId }) => storage.history.eraseUser(scope, userId)),
  add_bundle_v1: plain((caller) =>
    caller.storage.library.addBundle(caller.scope, {
      id: randomUUID(),
      runId: newest(caller),
      userId: caller.userId,
      manifest: { files: 1 },
      artifacts: [
        { path: 'plan.md', mediaType: 'text/markdown', sha256: 'a'.repeat(64), encoding: 'text', content: 'A plan.' },
      ],
    }),
  ),
  get_bundle_v1: async ({ storage, scope }) => {
    const { items } = await storage.library.listBundles(scope, { runId: null, userId: null, limit: 1, after: null });
    return () => storage.library.getBundle(scope, items[0]?.id ?? '');
  },
  list_bundles_v1: plain(async (caller) => {
    const { storage, scope, userId } = caller;
    await storage.library.listBundles(scope, { runId: null, userId: null, ...page });
    await storage.library.listBundles(scope, { runId: null, userId, ...page });
    await storage.library.listBundles(scope, { runId: newest(caller), userId: null, ...page });
  }),
  purge_bundles_v1: plain(({ storage, scope }) => storage.library.purgeBundles(scope, lastYear)),
  erase_user_library_v1: plain(({ storage, scope, userId }) => storage.library.eraseUser(scope, userId)),
  create_organization_v1: plain(({ storage, userId }) =>
    storage.organizations.create({ orgId: `new-${randomUUID()}` }, { name: 'New' }, userId),
  ),
  add_member_v1: plain(({ storage, scope }) =>
    storage.organizations.addMember(scope, { userId: `new-${randomUUID()}`, role: 'member', seats: null }),
  ),
  change_member_v1: plain(({ storage, scope, userId }) =>
    storage.organizations.changeMember(scope, { actorId: null, userId, role: 'member' }),
  ),
  transfer_ownership_v1: plain(({ storage, scope, userId }) =>
    storage.organizations.transferOwnership(scope, { from: userId, to: 'nobody' }),
  ),
  search_members_v1: plain(({ storage, scope }) =>
    storage.organizations.search(scope, { text: 'a', role: null, limit: 20, after: null }),
  ),
  create_invitation_v1: plain(({ storage, scope, userId }) =>
    storage.invitations.create(scope, invitation(userId, randomUUID())),
  ),
  find_invitation_v1: plain(({ storage }) => storage.invitations.find(hash('nothing'))),
  list_invitations_v1: plain(({ storage, scope }) =>
    storage.invitations.list(scope, { userId: null, limit: 20, after: null }),
  ),
  revoke_invitation_v1: plain(({ storage, scope }) => storage.invitations.revoke(scope, 'nothing')),
  accept_invitation_v1: async ({ storage, scope, userId }) => {
    const secret = randomUUID();
    await storage.invitations.create(scope, invitation(userId, secret));
    const acceptance = { secretHash: hash(secret), userId: `new-${randomUUID()}`, seats: null };
    return () => storage.invitations.accept(scope, acceptance);
  },
  purge_invitations_v1: plain(({ storage }) => storage.invitations.purge(lastYear)),
  erase_user_invitations_v1: plain(({ storage, scope }) =>
    storage.invitations.eraseUser(scope, { userId: 'nobody', emails: [] }),
  ),
  get_cached_v1: plain(({ storage, scope, userId }) => storage.cache.get(scope, hash(`cached of ${userId}-1`))),
  put_cached_v1: plain(({ storage, scope, userId }) => storage.cache.put(scope, cacheEntry({ userId }))),
  sweep_cache_v1: plain(({ storage }) => storage.cache.sweep({ limit: 100 })),
  erase_user_cache_v1: plain(({ storage, scope, userId }) => storage.cache.eraseUser(scope, userId)),
  health_v1: plain(({ storage }) => storage.health()),
};

/** A call that needs nothing before it. */
function plain(call: Call): (caller: Caller) => Promise<() => Promise<unknown>> {
  return async (caller) => () => call(caller);
}

function stoppable() {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}

function plan(turn: number) {
  return {
    id: `new-${turn}`,
    title: 'Plan',
    limits: [{ subject: 'user', meter: 'calls', period: 'hour', max: 1 } as const],
    features: { gpt_editor: true, analytics: true },
    seats: null,
    trialDays: 0,
    graceDays: 0,
    price: null,
    retentionDays: 30,
  };
}

function credential(userId: string) {
  return { userId, email: `${userId}@example.com`, passwordHash: 'hash' };
}

function throttleCounter(userId: string) {
  const rule = { max: 1_000_000, windowMs: dayMs, firstWaitMs: null, longestWaitMs: 0 };
  return { key: hash(`throttle of ${userId}`), rule };
}

async function issueToken({ storage, userId }: Caller) {
  const token = { purpose: 'reset_password', tokenHash: hash(randomUUID()) } as const;
  await storage.credentials.issueToken({ userId }, { ...token, lifetimeMs: dayMs });
  return token;
}

/** A call for a key of the caller that was just created. */
function onKey(call: (caller: Caller, keyId: string) => Promise<unknown>) {
  return async (caller: Caller) => {
    const keyId = await createKey(caller);
    return () => call(caller, keyId);
  };
}

async function createKey({ storage, scope, userId }: Caller): Promise<string> {
  const id = randomUUID();
  const given = { role: 'admin', name: 'Key', last4: '12ab', scopes: ['runs:create'], limits: [] } as const;
  await storage.apiKeys.create(scope, { id, userId, ...given, hash: hash(randomUUID()), lifetimeMs: dayMs });
  return id;
}

/** @returns the hash of its token. */
async function openSession({ storage, scope, userId }: Caller): Promise<string> {
  const tokenHash = hash(randomUUID());
  const session = { id: randomUUID(), userId, device: null, tokenHash, lifetimeMs: dayMs, idleTimeoutMs: null };
  const role = 'member';
  await storage.sessions.create(scope, { ...session, role });
  return tokenHash;
}
