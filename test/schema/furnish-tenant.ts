import { createHash } from 'node:crypto';
import { defaultPlans } from '../../src/domain/plans/plan.js';
import type { NewSavedPrompt, Role, Storage, TenantScope } from '../../src/storage.js';
import { newAlertState } from '../../src/testing/storage-contract/alerts/new-alert-state.js';
import { newCheckReport } from '../../src/testing/storage-contract/check-reports/new-check-report.js';
import { dayMs } from '../../src/testing/storage-contract/contract-clock.js';
import { checkpoint } from '../../src/testing/storage-contract/fixtures/checkpoint.js';
import { orgTokensPerMonth, userCallsPerHour } from '../../src/testing/storage-contract/fixtures/quota-limits.js';
import { reservation, runInput } from '../../src/testing/storage-contract/fixtures/reservation.js';
import { rollUpAll } from '../../src/testing/storage-contract/fixtures/roll-up-all.js';
import { runResult, scoreRecord, settlement } from '../../src/testing/storage-contract/fixtures/settlement.js';
import { subscriptionTo } from '../../src/testing/storage-contract/fixtures/subscription.js';
import { telemetryEvent } from '../../src/testing/storage-contract/fixtures/telemetry-event.js';

/** An organization and its people. Each of their ids holds the name of the tenant. */
export interface Tenant {
  readonly name: string;
  readonly scope: TenantScope;
  readonly admin: string;
  readonly member: string;
  readonly colleague: string;
}

export const usageCounter = { provider: 'stripe', meter: 'tokens', month: '2026-11-01' };

/** Room for a few attempts of each person. */
export const throttleRule = { max: 5, windowMs: 60_000, firstWaitMs: 1_000, longestWaitMs: 60_000 };

export const limits = [userCallsPerHour(1_000), orgTokensPerMonth(1_000_000)];

/** What a user of a tenant has, by name. */
export function idsOf(userId: string) {
  return {
    run: `run-of-${userId}`,
    runUnderWay: `unfinished-run-of-${userId}`,
    session: `session-of-${userId}`,
    apiKey: `api-key-of-${userId}`,
    set: `set-of-${userId}`,
    prompt: `prompt-of-${userId}`,
    bundle: `bundle-of-${userId}`,
    tokenHash: createHash('sha256').update(`token-of-${userId}`).digest('hex'),
    email: `${userId}@example.com`,
    emailTokenHash: createHash('sha256').update(`email-token-of-${userId}`).digest('hex'),
    cacheKey: createHash('sha256').update(`cached-of-${userId}`).digest('hex'),
    idempotencyKey: `key-of-${userId}`,
  };
}

export function invitationHashOf(name: string): string {
  return createHash('sha256').update(`invitation-of-${name}`).digest('hex');
}

export function tenantNamed(name: string): Tenant {
  return {
    name,
    scope: { orgId: `${name}-org` },
    admin: `${name}-admin`,
    member: `${name}-member`,
    colleague: `${name}-colleague`,
  };
}

export function usersOf({ admin, member, colleague }: Tenant): readonly string[] {
  return [admin, member, colleague];
}

/** Gives a tenant at least one row in every table, by nothing but calls of stores. */
export async function furnishTenant(storage: Storage, tenant: Tenant): Promise<void> {
  const { scope, name } = tenant;
  const roles: readonly (readonly [string, Role])[] = [
    [tenant.admin, 'admin'],
    [tenant.member, 'member'],
    [tenant.colleague, 'member'],
  ];
  await storage.organizations.save(scope, { name: `Organization ${name}` }, 0);
  for (const [userId, role] of roles) await storage.organizations.setMember(scope, { userId, role });
  await storage.subscriptions.save(
    scope,
    subscriptionTo(`plan-of-${name}`, {
      overrides: { limits: [], features: { team: true }, seats: 3 },
      source: { provider: 'stripe', id: `subscription-of-${name}` },
    }),
    0,
  );
  await storage.subscriptions.save(scope, subscriptionTo(`plan-of-${name}`, { seats: 3 }), 1);
  await storage.billing.linkCustomer(scope, { provider: 'stripe', customerId: `customer-of-${name}` });
  await storage.billing.prepareReport(scope, { ...usageCounter, total: 100 });
  await storage.library.addModule(scope, {
    id: `module-of-${name}`,
    version: '1.0.0',
    title: `Title of ${name}`,
    summary: `Summary of ${name}`,
    status: 'active',
    minimumPlanId: null,
    body: { text: `Body of ${name}` },
  });
  await storage.library.saveParameterSet(
    scope,
    {
      id: `shared-set-of-${name}`,
      name: `Shared by ${tenant.colleague}`,
      ownerId: tenant.colleague,
      shared: true,
      values: { domain: 'saas' },
    },
    0,
  );
  const shared = savedPromptOf(tenant.colleague);
  await storage.history.create(scope, {
    ...shared,
    id: `shared-prompt-of-${name}`,
    title: `Shared by ${tenant.colleague}`,
    shared: true,
  });
  await storage.invitations.create(scope, {
    id: `invitation-of-${name}`,
    email: `Title of ${name}@example.com`,
    role: 'viewer',
    invitedBy: tenant.member,
    secretHash: invitationHashOf(name),
    lifetimeMs: 30 * dayMs,
  });
  for (const userId of usersOf(tenant)) await furnishUser(storage, scope, userId);
  await storage.events.append(scope, eventsOfEachMonth(scope, tenant.member));
}

/** What one person has: a profile, a password, a session, a run that ended and one under way, and something in the library. */
export async function furnishUser(storage: Storage, scope: TenantScope, userId: string): Promise<void> {
  const ids = idsOf(userId);
  await storage.profiles.save(
    { userId },
    {
      email: `${userId}@example.com`,
      displayName: userId,
      locale: 'en',
      timeZone: 'UTC',
      preferences: { of: userId },
      avatarUrl: `https://example.com/${userId}`,
      privacy: {},
      notifications: {},
      extra: { of: userId },
    },
    0,
  );
  await storage.sessions.create(scope, {
    id: ids.session,
    userId,
    role: 'member',
    device: `Device of ${userId}`,
    tokenHash: ids.tokenHash,
    lifetimeMs: 30 * dayMs,
    idleTimeoutMs: null,
  });
  await storage.sessions.revoke({ userId }, `elsewhere-${userId}`, { reason: 'signed_out', denyForMs: dayMs });
  await storage.sessions.revokeUser(
    { userId },
    { orgId: scope.orgId, createdBefore: 1, reason: 'nothing is that old', denyForMs: dayMs },
  );
  await storage.credentials.create({ userId, email: ids.email, passwordHash: `hash of ${userId}` });
  await storage.credentials.issueToken(
    { userId },
    { purpose: 'reset_password', tokenHash: ids.emailTokenHash, lifetimeMs: dayMs },
  );
  await storage.credentials.attempt([{ key: ids.emailTokenHash, rule: throttleRule }]);
  await storage.apiKeys.create(scope, {
    id: ids.apiKey,
    userId,
    role: 'member',
    name: `Key of ${userId}`,
    last4: '12ab',
    scopes: ['runs:create'],
    limits: [{ meter: 'calls', period: 'hour', max: 10 }],
    hash: ids.tokenHash,
    lifetimeMs: 30 * dayMs,
  });
  await storage.library.saveParameterSet(
    scope,
    { id: ids.set, name: `Private to ${userId}`, ownerId: userId, shared: false, values: { domain: 'legal' } },
    0,
  );
  await storage.history.create(scope, savedPromptOf(userId));
  await furnishRuns(storage, scope, userId);
  await storage.library.addBundle(scope, {
    id: ids.bundle,
    runId: ids.run,
    userId,
    manifest: { of: userId },
    artifacts: [
      {
        path: 'prompt.md',
        mediaType: 'text/markdown',
        sha256: createHash('sha256').update(userId).digest('hex'),
        encoding: 'text',
        content: userId,
      },
    ],
  });
}

/** A prompt that somebody keeps for themselves, from a run of theirs. */
export function savedPromptOf(userId: string): NewSavedPrompt {
  const ids = idsOf(userId);
  return {
    id: ids.prompt,
    title: `Private to ${userId}`,
    ownerId: userId,
    shared: false,
    tags: [`tag of ${userId}`],
    first: {
      parent: { promptId: `origin-of-${userId}`, number: 2 },
      text: `Prompt of ${userId}`,
      sevenD: runInput().sevenD,
      runId: ids.run,
      score: { clarity: 90, execution: 80, ambiguity: 10, business_fit: 85, composite: 85.5, gate: 'pass' },
      authorId: userId,
      note: `Change of ${userId}`,
    },
  };
}

async function furnishRuns(storage: Storage, scope: TenantScope, userId: string): Promise<void> {
  const ids = idsOf(userId);
  const input = runInput(`Prompt of ${userId}`);
  await storage.ledger.reserve(
    scope,
    reservation({ runId: ids.run, userId, input, limits, idempotencyKey: ids.idempotencyKey }),
  );
  const inFlight = { calls: 0, tokens: 10, cost: 10 };
  await storage.ledger.checkpoint(scope, checkpoint(ids.run, { inFlight, leaseMs: dayMs }));
  await storage.ledger.settle(
    scope,
    settlement(ids.run, {
      result: runResult({ changes: [`Change of ${userId}`] }),
      measures: { 'latency.run.71': 1 },
      scores: [{ ...scoreRecord('original', 60), rubric: `rubric-of-${userId}` }],
      events: [telemetryEvent(scope, ids.run, 1, { userId, data: { of: userId } })],
    }),
  );
  await storage.ledger.reserve(
    scope,
    reservation({ runId: ids.runUnderWay, userId, input, limits, leaseMs: 30 * dayMs }),
  );
  const answer = { key: 'question', value: { text: `Answer to ${userId}` } };
  await storage.ledger.checkpoint(scope, checkpoint(ids.runUnderWay, { leaseMs: 30 * dayMs, holdMs: 0, answer }));
  await storage.cache.put(scope, {
    key: ids.cacheKey,
    userId,
    value: { text: `Cached for ${userId}` },
    ttlMs: 30 * dayMs,
  });
}

/** Events without a run: one in each month that has a table of its own, and one in none of them. */
function eventsOfEachMonth(scope: TenantScope, userId: string) {
  const now = new Date();
  const months = [0, 1, 2].map((ahead) => Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead, 15));
  return [Date.UTC(2000, 0, 1), ...months].map((at, index) =>
    telemetryEvent(scope, `page-of-${userId}`, index + 1, { userId, at, type: 'session.verified' }),
  );
}

/** Rows that belong to nobody: a plan, an event of billing, a report of the checks, sums, a listener, and the times of upkeep. */
export async function furnishPlatform(storage: Storage): Promise<void> {
  await storage.plans.save(defaultPlans[0], 0);
  await storage.library.addModule(
    { orgId: '' },
    { id: 'draft', version: '1.0.0', title: 'Draft', summary: '', status: 'draft', minimumPlanId: null, body: {} },
  );
  await storage.billing.finishEvent({ provider: 'stripe', eventId: 'event' });
  await storage.checkReports.save(newCheckReport());
  await storage.alerts.save(newAlertState(), 0);
  await storage.maintenance.claim('windows', 0);
  await rollUpAll(storage);
  const watching = new AbortController();
  await storage.events.watch({ orgId: 'nobody' }, { onSignal: () => {}, signal: watching.signal });
  watching.abort();
}
