import { emptyProfile } from '../../src/domain/people/profile.js';
import type { Storage, TenantScope, UserScope } from '../../src/storage.js';
import { dayMs } from '../../src/testing/storage-contract/contract-clock.js';
import { checkpoint } from '../../src/testing/storage-contract/fixtures/checkpoint.js';
import { reservation } from '../../src/testing/storage-contract/fixtures/reservation.js';
import { failureWithCharge } from '../../src/testing/storage-contract/fixtures/settlement.js';
import { subscriptionTo } from '../../src/testing/storage-contract/fixtures/subscription.js';
import { telemetryEvent } from '../../src/testing/storage-contract/fixtures/telemetry-event.js';
import { idsOf, invitationHashOf, limits, savedPromptOf, usageCounter } from './furnish-tenant.js';

export type Stores = Omit<Storage, 'contract' | 'traits' | 'setup' | 'health' | 'close'>;

/** Who calls: a tenant and a person. */
export interface Caller {
  readonly scope: TenantScope;
  readonly user: UserScope;
}

/** What is called for: something of somebody, by all the names it has. */
export interface Target {
  readonly orgName: string;
  readonly userId: string;
  /** A place in the stream of events from before there were any. */
  readonly cursor: string;
  /** Later than everything. */
  readonly horizon: number;
}

export type StoreAttempt = (storage: Stores, caller: Caller, target: Target) => Promise<unknown>;

/** Work that one server does for all tenants, so that nobody is kept from it. */
const forEverybody = 'for everybody';

/** One call of every method of every store, with the scope of the caller and the names of the target. */
const storeAttempts: {
  readonly [Store in keyof Stores]: { readonly [Method in keyof Stores[Store]]: StoreAttempt | typeof forEverybody };
} = {
  ledger: {
    reserve: ({ ledger }, { scope }, { userId }) => {
      const { run, idempotencyKey } = idsOf(userId);
      return ledger.reserve(scope, reservation({ runId: run, userId, idempotencyKey, limits, leaseMs: 30 * dayMs }));
    },
    checkpoint: ({ ledger }, { scope }, { userId }) =>
      ledger.checkpoint(scope, checkpoint(idsOf(userId).runUnderWay, { answer: { key: 'a', value: 'Trojan' } })),
    resume: ({ ledger }, { scope }, { userId }) =>
      ledger.resume(scope, { runId: idsOf(userId).runUnderWay, holder: 'eve', holdMs: dayMs, leaseMs: dayMs }),
    settle: ({ ledger }, { scope }, { userId }) => ledger.settle(scope, failureWithCharge(idsOf(userId).runUnderWay)),
    reserveMany: ({ ledger }, { scope }, { userId }) => {
      const { run, idempotencyKey } = idsOf(userId);
      const request = reservation({ runId: run, userId, idempotencyKey, limits, leaseMs: 30 * dayMs });
      return ledger.reserveMany([{ scope, request }]);
    },
    settleMany: ({ ledger }, { scope }, { userId }) =>
      ledger.settleMany([{ scope, request: failureWithCharge(idsOf(userId).runUnderWay) }]),
    consumeMany: ({ ledger }, { scope }, { userId }) =>
      ledger.consumeMany([{ scope, request: { userId, limits, amounts: { calls: 1, tokens: 1, cost: 1 } } }]),
    reap: forEverybody,
    consume: ({ ledger }, { scope }, { userId }) =>
      ledger.consume(scope, { userId, limits, amounts: { calls: 1, tokens: 1, cost: 1 } }),
    peek: ({ ledger }, { scope }, { userId }) => ledger.peek(scope, { userId, limits }),
    get: ({ ledger }, { scope }, { userId }) => ledger.get(scope, idsOf(userId).run),
    list: ({ ledger }, { scope }, { userId }) => ledger.list(scope, { userId, limit: 100, after: null }),
    scores: ({ ledger }, { scope }, { userId }) => ledger.scores(scope, idsOf(userId).run),
    eraseUser: ({ ledger }, { scope }, { userId }) => ledger.eraseUser(scope, userId),
    purge: ({ ledger }, { scope }, { horizon }) => ledger.purge(scope, { before: horizon, limit: 100 }),
  },
  events: {
    append: ({ events }, { scope }, { userId }) =>
      events.append(
        scope,
        [1, 2].map((sequence) => telemetryEvent(scope, idsOf(userId).run, sequence)),
      ),
    ofRun: ({ events }, { scope }, { userId }) =>
      events.ofRun(scope, { runId: idsOf(userId).run, after: 0, limit: 100 }),
    follow: ({ events }, { scope }, { userId, cursor }) => events.follow(scope, { userId, after: cursor, limit: 100 }),
    watch: async ({ events }, { scope }) => {
      const watching = new AbortController();
      await events.watch(scope, { onSignal: () => {}, signal: watching.signal });
      watching.abort();
    },
    eraseUser: ({ events }, { scope }, { userId }) => events.eraseUser(scope, userId),
    purge: ({ events }, { scope }, { horizon }) => events.purge(scope, { before: horizon, limit: 100 }),
  },
  subscriptions: {
    load: ({ subscriptions }, { scope }) => subscriptions.load(scope),
    save: ({ subscriptions }, { scope }) =>
      subscriptions.save(scope, subscriptionTo('free', { seats: 9, trialEnd: 2, cancelAt: 3 }), 2),
    history: ({ subscriptions }, { scope }) => subscriptions.history(scope, { limit: 100, after: null }),
    list: forEverybody,
    changes: forEverybody,
  },
  billing: {
    linkCustomer: ({ billing }, { scope }, { orgName }) =>
      billing.linkCustomer(scope, { provider: 'stripe', customerId: `customer-of-${orgName}` }),
    unlinkCustomer: ({ billing }, { scope }, { orgName }) =>
      billing.unlinkCustomer(scope, { provider: 'stripe', customerId: `customer-of-${orgName}` }),
    customerOf: ({ billing }, { scope }) => billing.customerOf(scope, 'stripe'),
    // The provider says which customer something is about, and nobody else does.
    tenantOf: forEverybody,
    isEventDone: forEverybody,
    finishEvent: forEverybody,
    purgeEvents: forEverybody,
    prepareReport: ({ billing }, { scope }) => billing.prepareReport(scope, { ...usageCounter, total: 100 }),
    confirmReport: async ({ billing }, { scope }) => {
      const report = await billing.prepareReport(scope, { ...usageCounter, total: 1 });
      await billing.confirmReport(scope, { ...usageCounter, identifier: report?.identifier ?? '' });
    },
  },
  organizations: {
    load: ({ organizations }, { scope }) => organizations.load(scope),
    save: ({ organizations }, { scope }) => organizations.save(scope, { name: 'Taken over' }, 1),
    members: ({ organizations }, { scope }) => organizations.members(scope, { limit: 100, after: null }),
    setMember: ({ organizations }, { scope }, { userId }) => organizations.setMember(scope, { userId, role: 'viewer' }),
    removeMember: ({ organizations }, { scope }, { userId }) => organizations.removeMember(scope, userId),
    create: ({ organizations }, { scope }, { userId }) => organizations.create(scope, { name: 'Taken over' }, userId),
    addMember: ({ organizations }, { scope }, { userId }) =>
      organizations.addMember(scope, { userId, role: 'owner', seats: null }),
    changeMember: ({ organizations }, { scope }, { userId }) =>
      organizations.changeMember(scope, { actorId: null, userId, role: null }),
    transferOwnership: ({ organizations }, { scope, user }, { userId }) =>
      organizations.transferOwnership(scope, { from: userId, to: user.userId }),
    search: ({ organizations }, { scope }) =>
      organizations.search(scope, { text: null, role: null, limit: 100, after: null }),
    membershipsOf: ({ organizations }, { user }) => organizations.membershipsOf(user),
    eraseUser: ({ organizations }, { scope }, { userId }) => organizations.eraseUser(scope, userId),
  },
  invitations: {
    create: ({ invitations }, { scope, user }, { orgName }) =>
      invitations.create(scope, {
        ...{ id: `invitation-of-${orgName}`, email: 'eve@example.com', role: 'owner', invitedBy: user.userId },
        ...{ secretHash: idsOf('eve').tokenHash, lifetimeMs: dayMs },
      }),
    // Who knows the secret has the invitation.
    find: forEverybody,
    list: ({ invitations }, { scope }) => invitations.list(scope, { userId: null, limit: 100, after: null }),
    revoke: ({ invitations }, { scope }, { orgName }) => invitations.revoke(scope, `invitation-of-${orgName}`),
    accept: ({ invitations }, { scope, user }, { orgName }) =>
      invitations.accept(scope, { secretHash: invitationHashOf(orgName), userId: user.userId, seats: null }),
    purge: forEverybody,
    eraseUser: ({ invitations }, { scope }, { userId, orgName }) =>
      invitations.eraseUser(scope, { userId, emails: [`Title of ${orgName}@example.com`] }),
  },
  profiles: {
    load: ({ profiles }, { user }) => profiles.load(user),
    save: ({ profiles }, { user }) => profiles.save(user, { ...emptyProfile, displayName: 'Eve' }, 1),
    erase: ({ profiles }, { user }) => profiles.erase(user),
  },
  sessions: {
    create: ({ sessions }, { scope, user }, { userId }) => {
      const { session, tokenHash } = idsOf(userId);
      const times = { lifetimeMs: dayMs, idleTimeoutMs: null };
      return sessions.create(scope, {
        id: session,
        userId: user.userId,
        role: 'owner',
        device: null,
        tokenHash,
        ...times,
      });
    },
    get: ({ sessions }, { user }, { userId }) => sessions.get(user, idsOf(userId).session),
    list: ({ sessions }, { user }) => sessions.list(user, { limit: 100, after: null }),
    // Who knows the token of a session is its owner: strangers only know whose it is.
    rotate: ({ sessions }, { user }) =>
      sessions.rotate({
        presentedHash: idsOf(user.userId).tokenHash,
        nextHash: idsOf(`next ${user.userId}`).tokenHash,
        graceMs: 0,
        lifetimeMs: null,
      }),
    revoke: ({ sessions }, { user }, { userId }) =>
      sessions.revoke(user, idsOf(userId).session, { reason: 'malice', denyForMs: null }),
    revokeUser: ({ sessions }, { user }) =>
      sessions.revokeUser(user, { orgId: null, createdBefore: null, reason: 'malice', denyForMs: 86_400_000 }),
    purge: forEverybody,
    standing: ({ sessions }, { scope, user }, { userId }) => sessions.standing(scope, user, idsOf(userId).session),
    statistics: forEverybody,
    purgeDenials: forEverybody,
    eraseUser: ({ sessions }, { scope }, { userId }) => sessions.eraseUser(scope, userId),
  },
  credentials: {
    create: ({ credentials }, { user }, { userId }) =>
      credentials.create({ userId: user.userId, email: idsOf(userId).email, passwordHash: 'hash of Eve' }),
    // Asked for whoever wants to sign in, and answered to nobody.
    byEmail: forEverybody,
    load: ({ credentials }, { user }) => credentials.load(user),
    changePassword: ({ credentials }, { user }) =>
      credentials.changePassword(user, { passwordHash: 'hash of Eve', expectedVersion: 1 }),
    rehashPassword: ({ credentials }, { user }, { userId }) =>
      credentials.rehashPassword(user, { passwordHash: 'hash of Eve', expectedHash: `hash of ${userId}` }),
    issueToken: ({ credentials }, { user }) =>
      credentials.issueToken(user, {
        purpose: 'reset_password',
        tokenHash: idsOf(user.userId).emailTokenHash,
        lifetimeMs: dayMs,
      }),
    // Who knows a token has the e-mails of its owner: strangers only know whose it is.
    tokenOwner: ({ credentials }, { user }) =>
      credentials.tokenOwner({ purpose: 'reset_password', tokenHash: idsOf(user.userId).emailTokenHash }),
    redeemToken: ({ credentials }, { user }) =>
      credentials.redeemToken({
        purpose: 'reset_password',
        tokenHash: idsOf(user.userId).emailTokenHash,
        passwordHash: 'hash of Eve',
      }),
    attempt: forEverybody,
    forgive: forEverybody,
    purge: forEverybody,
    erase: ({ credentials }, { user }) => credentials.erase(user),
  },
  apiKeys: {
    create: ({ apiKeys }, { scope, user }, { userId }) => {
      const { apiKey, tokenHash } = idsOf(userId);
      const given = { role: 'owner', name: 'Trojan', last4: '0000', scopes: [], limits: [] } as const;
      return apiKeys.create(scope, { id: apiKey, userId: user.userId, ...given, hash: tokenHash, lifetimeMs: null });
    },
    get: ({ apiKeys }, { scope }, { userId }) => apiKeys.get(scope, idsOf(userId).apiKey),
    list: ({ apiKeys }, { scope }) => apiKeys.list(scope, { limit: 100, after: null }),
    // Whoever calls with a key says its id, and proves to have it only then.
    read: forEverybody,
    update: ({ apiKeys }, { scope }, { userId }) =>
      apiKeys.update(scope, { keyId: idsOf(userId).apiKey, name: 'Mine', scopes: [], limits: [] }),
    rotate: ({ apiKeys }, { scope }, { userId }) => {
      const { apiKey, tokenHash } = idsOf(userId);
      return apiKeys.rotate(scope, { keyId: apiKey, hash: tokenHash, last4: '0000', overlapMs: 0 });
    },
    revoke: ({ apiKeys }, { scope }, { userId }) => apiKeys.revoke(scope, idsOf(userId).apiKey),
    markUsed: ({ apiKeys }, { scope }, { userId }) =>
      apiKeys.markUsed([{ scope, keyId: idsOf(userId).apiKey, agoMs: 0 }]),
    purge: forEverybody,
    eraseUser: ({ apiKeys }, { scope }, { userId }) => apiKeys.eraseUser(scope, userId),
  },
  plans: { list: forEverybody, save: forEverybody, remove: forEverybody },
  alerts: { load: forEverybody, list: forEverybody, save: forEverybody },
  checkReports: { save: forEverybody, latest: forEverybody, get: forEverybody, list: forEverybody },
  cache: {
    get: ({ cache }, { scope }, { userId }) => cache.get(scope, idsOf(userId).cacheKey),
    put: ({ cache }, { scope }, { userId }) =>
      cache.put(scope, { key: idsOf(userId).cacheKey, userId, value: { text: 'Trojan' }, ttlMs: dayMs }),
    sweep: forEverybody,
    eraseUser: ({ cache }, { scope }, { userId }) => cache.eraseUser(scope, userId),
  },
  library: {
    addModule: ({ library }, { scope }, { orgName }) =>
      library.addModule(scope, {
        ...{ id: `module-of-${orgName}`, version: '1.0.0', title: 'Trojan', summary: '', status: 'active' },
        ...{ minimumPlanId: null, body: {} },
      }),
    setModuleStatus: ({ library }, { scope }, { orgName }) =>
      library.setModuleStatus(scope, { id: `module-of-${orgName}`, version: '1.0.0', status: 'deprecated' }, 1),
    getModule: ({ library }, { scope }, { orgName }) =>
      library.getModule(scope, { id: `module-of-${orgName}`, version: null }),
    listModules: ({ library }, { scope }) => library.listModules(scope, { id: null, limit: 100, after: null }),
    saveParameterSet: ({ library }, { scope }, { userId }) => {
      const set = { id: idsOf(userId).set, name: 'Trojan', ownerId: userId, shared: true, values: {} };
      return library.saveParameterSet(scope, set, 1);
    },
    getParameterSet: ({ library }, { scope }, { userId }) => library.getParameterSet(scope, idsOf(userId).set),
    listParameterSets: ({ library }, { scope }) =>
      library.listParameterSets(scope, { visibleTo: null, limit: 100, after: null }),
    removeParameterSet: ({ library }, { scope }, { userId }) => library.removeParameterSet(scope, idsOf(userId).set, 1),
    addBundle: ({ library }, { scope }, { userId }) => {
      const { bundle, run } = idsOf(userId);
      return library.addBundle(scope, { id: bundle, runId: run, userId, manifest: {}, artifacts: [] });
    },
    getBundle: ({ library }, { scope }, { userId }) => library.getBundle(scope, idsOf(userId).bundle),
    listBundles: ({ library }, { scope }) =>
      library.listBundles(scope, { runId: null, userId: null, limit: 100, after: null }),
    purgeBundles: ({ library }, { scope }, { horizon }) => library.purgeBundles(scope, { before: horizon, limit: 100 }),
    eraseUser: ({ library }, { scope }, { userId }) => library.eraseUser(scope, userId),
  },
  history: {
    create: ({ history }, { scope, user }, { userId }) => {
      const { id, first } = savedPromptOf(userId);
      const trojan = { ...first, text: 'Trojan', note: null, authorId: user.userId };
      return history.create(scope, {
        id,
        title: 'Trojan',
        ownerId: user.userId,
        shared: true,
        tags: [],
        first: trojan,
      });
    },
    get: ({ history }, { scope }, { userId }) => history.get(scope, { id: idsOf(userId).prompt, visibleTo: null }),
    list: ({ history }, { scope }) =>
      history.list(scope, { visibleTo: null, ownerId: null, tags: [], text: null, limit: 100, after: null }),
    update: ({ history }, { scope }, { userId }) =>
      history.update(scope, { id: idsOf(userId).prompt, title: 'Trojan', shared: true, tags: [] }, 1),
    addVersion: ({ history }, { scope, user }, { userId }) => {
      const { id, first } = savedPromptOf(userId);
      const trojan = { ...first, text: 'Trojan', note: null, authorId: user.userId };
      const added = { ...trojan, promptId: id, restoredFrom: null };
      return history.addVersion(scope, added, 1);
    },
    getVersion: ({ history }, { scope }, { userId }) =>
      history.getVersion(scope, { promptId: idsOf(userId).prompt, number: 1, visibleTo: null }),
    listVersions: ({ history }, { scope }, { userId }) =>
      history.listVersions(scope, { promptId: idsOf(userId).prompt, visibleTo: null, limit: 100, after: null }),
    versionsBy: ({ history }, { scope }, { userId }) => history.versionsBy(scope, { userId, limit: 100, after: null }),
    remove: ({ history }, { scope }, { userId }) => history.remove(scope, idsOf(userId).prompt, 1),
    eraseUser: ({ history }, { scope }, { userId }) => history.eraseUser(scope, userId),
  },
  analytics: {
    user: ({ analytics }, { scope }, { userId, horizon }) =>
      analytics.user(scope, { userId, range: { from: 0, to: horizon } }),
    snapshot: async ({ analytics }, { scope }, { userId, horizon }) =>
      (await analytics.snapshot(scope, { userId, range: { from: 0, to: horizon } })).metrics,
    daily: ({ analytics }, { scope }, { horizon }) =>
      analytics.daily(scope, { userId: null, range: { from: 0, to: horizon } }),
    windows: ({ analytics }, { scope }) => analytics.windows({ orgId: scope.orgId, limit: 100, after: null }),
    summed: forEverybody,
    usage: ({ analytics }, { scope }) => analytics.usage(figuresOf(scope)),
    measures: async ({ analytics }, { scope }) => (await analytics.measures(figuresOf(scope))) ?? [],
    activeUsers: async ({ analytics }, { scope }) =>
      (await analytics.activeUsers({ ...figuresOf(scope), interval: 'month' })).filter(({ users }) => users > 0),
    retention: ({ analytics }, { scope }) =>
      analytics.retention({ orgId: scope.orgId, first: '2020-01', last: '2030-12' }),
    underWay: ({ analytics }, { scope }) => analytics.underWay({ orgId: scope.orgId }),
    records: ({ analytics }, { scope }, { horizon }) =>
      analytics.records({
        ...figuresOf(scope),
        userId: null,
        range: { from: 0, to: horizon },
        limit: 100,
        after: null,
      }),
    eraseUser: ({ analytics }, { scope }, { userId }) => analytics.eraseUser(scope, userId),
  },
  maintenance: {
    claim: forEverybody,
    rollUp: forEverybody,
    tenants: forEverybody,
    turnMonths: forEverybody,
    sweepWindows: forEverybody,
  },
};

function figuresOf({ orgId }: TenantScope) {
  const days = { first: '2020-01-01', last: '2030-12-31' };
  return { orgId, days, planId: null, model: null, moduleId: null };
}

/** Attempts with the names of their methods, as `store.method`. */
export const namedAttempts: readonly (readonly [string, StoreAttempt])[] = Object.entries(storeAttempts).flatMap(
  ([store, methods]) =>
    Object.entries<StoreAttempt | typeof forEverybody>(methods).flatMap(([method, attempt]) =>
      attempt === forEverybody ? [] : [[`${store}.${method}`, attempt] as const],
    ),
);

/** Every method that the stores of a storage have, as `store.method`. */
export function methodsOf(storage: Storage): readonly string[] {
  return Object.entries(storage).flatMap(([name, store]: [string, unknown]) =>
    typeof store === 'object' && store !== null && Object.getPrototypeOf(store) !== Object.prototype
      ? Object.getOwnPropertyNames(Object.getPrototypeOf(store))
          .filter((method) => method !== 'constructor')
          .map((method) => `${name}.${method}`)
      : [],
  );
}

export const allMethods: readonly string[] = Object.entries(storeAttempts).flatMap(([store, methods]) =>
  Object.keys(methods).map((method) => `${store}.${method}`),
);
