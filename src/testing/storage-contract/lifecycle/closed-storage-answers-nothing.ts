import assert from 'node:assert/strict';
import { noAmounts, type Storage, type TenantScope } from '../../../storage.js';
import { newAlertState } from '../alerts/new-alert-state.js';
import { keyChange, keyRotation, newApiKey } from '../api-keys/new-api-key.js';
import { cacheEntry, newCacheKey } from '../cache/cache-entry.js';
import { newCheckReport } from '../check-reports/new-check-report.js';
import type { ContractSpec } from '../contract-spec.js';
import { backOff, newCounter } from '../credentials/attempts-are-throttled.js';
import { emailToken, newCredential } from '../credentials/new-credential.js';
import { assertRejectsWith } from '../fixtures/assert-rejects-with.js';
import { checkpoint } from '../fixtures/checkpoint.js';
import { countOutcomes } from '../fixtures/count-outcomes.js';
import { inParallel } from '../fixtures/in-parallel.js';
import { userCallsPerHour } from '../fixtures/quota-limits.js';
import { reservation } from '../fixtures/reservation.js';
import { settlement } from '../fixtures/settlement.js';
import { subscriptionTo } from '../fixtures/subscription.js';
import { telemetryEvent } from '../fixtures/telemetry-event.js';
import { newPromptVersion, newSavedPrompt } from '../history/new-saved-prompt.js';
import { newInvitation } from '../invitations/new-invitation.js';
import { libraryModule } from '../library/library-module.js';
import { newBundle } from '../library/new-bundle.js';
import { parameterSet } from '../library/parameter-set-compares-and-swaps.js';
import { newPlanId, plan } from '../plans/plan-compares-and-swaps.js';
import { profile } from '../profiles/profile-compares-and-swaps.js';
import { newLoginSession, rotation } from '../sessions/new-login-session.js';

function everyCall(storage: Storage, scope: TenantScope): Record<string, () => Promise<unknown>> {
  const { ledger, events, subscriptions, billing, analytics } = storage;
  const {
    organizations,
    invitations,
    profiles,
    sessions,
    credentials,
    apiKeys,
    plans,
    library,
    history,
    cache,
    maintenance,
    checkReports,
    alerts,
  } = storage;
  const figures = { userId: 'nobody', range: { from: 0, to: 1 } };
  const unfiltered = { planId: null, model: null, moduleId: null };
  const ofAll = { orgId: null, days: { first: '2026-11-23', last: '2026-11-23' }, ...unfiltered };
  const whose = { userId: 'ada', limits: [userCallsPerHour(10)] };
  const old = { before: 0, limit: 1 };
  const first = { limit: 1, after: null };
  const user = { userId: 'nobody' };
  const version = { id: 'launch', version: '1.0.0' };
  const customer = { provider: 'stripe', customerId: 'cus_1' };
  const event = { provider: 'stripe', eventId: 'evt_1' };
  const counter = { provider: 'stripe', meter: 'tokens', month: '2027-01-01' };
  return {
    health: () => storage.health(),
    'ledger.reserve': () => ledger.reserve(scope, reservation()),
    'ledger.checkpoint': () => ledger.checkpoint(scope, checkpoint('nobody')),
    'ledger.resume': () => ledger.resume(scope, { runId: 'nobody', holder: 'a', holdMs: 1, leaseMs: 1 }),
    'ledger.settle': () => ledger.settle(scope, settlement('nobody')),
    'ledger.reap': () => ledger.reap({ limit: 1 }),
    'ledger.consume': () => ledger.consume(scope, { ...whose, amounts: noAmounts }),
    'ledger.peek': () => ledger.peek(scope, whose),
    'ledger.get': () => ledger.get(scope, 'nobody'),
    'ledger.list': () => ledger.list(scope, { userId: null, limit: 1, after: null }),
    'ledger.scores': () => ledger.scores(scope, 'nobody'),
    'ledger.eraseUser': () => ledger.eraseUser(scope, 'nobody'),
    'ledger.purge': () => ledger.purge(scope, old),
    'events.append': () => events.append(scope, [telemetryEvent(scope, 'nobody', 1)]),
    'events.ofRun': () => events.ofRun(scope, { runId: 'nobody', after: 0, limit: 1 }),
    'events.eraseUser': () => events.eraseUser(scope, 'nobody'),
    'events.purge': () => events.purge(scope, old),
    'subscriptions.load': () => subscriptions.load(scope),
    'subscriptions.save': () => subscriptions.save(scope, subscriptionTo(), 0),
    'subscriptions.history': () => subscriptions.history(scope, first),
    'subscriptions.list': () => subscriptions.list(first),
    'subscriptions.changes': () => subscriptions.changes({ ...first, range: figures.range }),
    'billing.linkCustomer': () => billing.linkCustomer(scope, customer),
    'billing.unlinkCustomer': () => billing.unlinkCustomer(scope, customer),
    'billing.customerOf': () => billing.customerOf(scope, 'stripe'),
    'billing.tenantOf': () => billing.tenantOf(customer),
    'billing.isEventDone': () => billing.isEventDone(event),
    'billing.finishEvent': () => billing.finishEvent(event),
    'billing.purgeEvents': () => billing.purgeEvents(old),
    'billing.prepareReport': () => billing.prepareReport(scope, { ...counter, total: 1 }),
    'billing.confirmReport': () => billing.confirmReport(scope, { ...counter, identifier: 'nothing' }),
    'organizations.load': () => organizations.load(scope),
    'organizations.save': () => organizations.save(scope, { name: 'Acme' }, 0),
    'organizations.members': () => organizations.members(scope, first),
    'organizations.setMember': () => organizations.setMember(scope, { ...user, role: 'owner' }),
    'organizations.removeMember': () => organizations.removeMember(scope, 'nobody'),
    'organizations.membershipsOf': () => organizations.membershipsOf(user),
    'organizations.eraseUser': () => organizations.eraseUser(scope, 'nobody'),
    'organizations.create': () => organizations.create(scope, { name: 'Acme' }, 'nobody'),
    'organizations.addMember': () => organizations.addMember(scope, { ...user, role: 'owner', seats: null }),
    'organizations.changeMember': () => organizations.changeMember(scope, { ...user, actorId: null, role: null }),
    'organizations.transferOwnership': () => organizations.transferOwnership(scope, { from: 'nobody', to: 'ada' }),
    'organizations.search': () => organizations.search(scope, { ...first, text: null, role: null }),
    'invitations.create': () => invitations.create(scope, newInvitation()),
    'invitations.find': () => invitations.find('nothing'),
    'invitations.list': () => invitations.list(scope, { ...first, userId: null }),
    'invitations.revoke': () => invitations.revoke(scope, 'nothing'),
    'invitations.accept': () => invitations.accept(scope, { ...user, secretHash: 'nothing', seats: null }),
    'invitations.purge': () => invitations.purge(old),
    'invitations.eraseUser': () => invitations.eraseUser(scope, { ...user, emails: [] }),
    'profiles.load': () => profiles.load(user),
    'profiles.save': () => profiles.save(user, profile(0), 0),
    'profiles.erase': () => profiles.erase(user),
    'sessions.create': () => sessions.create(scope, newLoginSession(user)),
    'sessions.get': () => sessions.get(user, 'nothing'),
    'sessions.list': () => sessions.list(user, first),
    'sessions.rotate': () => sessions.rotate(rotation('nothing')),
    'sessions.revoke': () => sessions.revoke(user, 'nothing', { reason: 'over', denyForMs: null }),
    'sessions.revokeUser': () =>
      sessions.revokeUser(user, { orgId: null, createdBefore: null, reason: 'over', denyForMs: 86_400_000 }),
    'sessions.purge': () => sessions.purge(old),
    'sessions.standing': () => sessions.standing(scope, user, 'nothing'),
    'sessions.statistics': () => sessions.statistics({ from: 0, to: 1 }),
    'sessions.purgeDenials': () => sessions.purgeDenials({ limit: 1 }),
    'sessions.eraseUser': () => sessions.eraseUser(scope, 'nobody'),
    'credentials.create': () => credentials.create(newCredential()),
    'credentials.byEmail': () => credentials.byEmail('nobody@example.com'),
    'credentials.load': () => credentials.load(user),
    'credentials.changePassword': () => credentials.changePassword(user, { passwordHash: 'a', expectedVersion: 1 }),
    'credentials.rehashPassword': () => credentials.rehashPassword(user, { passwordHash: 'a', expectedHash: 'b' }),
    'credentials.issueToken': () => credentials.issueToken(user, { ...emailToken('verify_email'), lifetimeMs: 1 }),
    'credentials.tokenOwner': () => credentials.tokenOwner(emailToken('verify_email')),
    'credentials.redeemToken': () => credentials.redeemToken({ ...emailToken('verify_email'), passwordHash: null }),
    'credentials.attempt': () => credentials.attempt([newCounter(backOff)]),
    'credentials.forgive': () => credentials.forgive({ forget: [], giveBack: [] }),
    'credentials.purge': () => credentials.purge({ limit: 1 }),
    'credentials.erase': () => credentials.erase(user),
    'plans.list': () => plans.list(),
    'plans.save': () => plans.save(plan(newPlanId(), 0), 0),
    'plans.remove': () => plans.remove('nothing', 1),
    'apiKeys.create': () => apiKeys.create(scope, newApiKey()),
    'apiKeys.get': () => apiKeys.get(scope, 'nothing'),
    'apiKeys.list': () => apiKeys.list(scope, first),
    'apiKeys.read': () => apiKeys.read('nothing'),
    'apiKeys.update': () => apiKeys.update(scope, keyChange('nothing')),
    'apiKeys.rotate': () => apiKeys.rotate(scope, keyRotation('nothing', 0)),
    'apiKeys.revoke': () => apiKeys.revoke(scope, 'nothing'),
    'apiKeys.markUsed': () => apiKeys.markUsed([]),
    'apiKeys.purge': () => apiKeys.purge({ before: 0, limit: 1 }),
    'apiKeys.eraseUser': () => apiKeys.eraseUser(scope, 'nobody'),
    'library.addModule': () => library.addModule(scope, libraryModule('launch', '1.0.0')),
    'library.setModuleStatus': () => library.setModuleStatus(scope, { ...version, status: 'active' }, 1),
    'library.getModule': () => library.getModule(scope, version),
    'library.listModules': () => library.listModules(scope, { id: null, ...first }),
    'library.saveParameterSet': () => library.saveParameterSet(scope, parameterSet('a'), 0),
    'library.getParameterSet': () => library.getParameterSet(scope, 'a'),
    'library.listParameterSets': () => library.listParameterSets(scope, { visibleTo: null, ...first }),
    'library.removeParameterSet': () => library.removeParameterSet(scope, 'a', 1),
    'library.addBundle': () => library.addBundle(scope, newBundle('export')),
    'library.getBundle': () => library.getBundle(scope, 'export'),
    'library.listBundles': () => library.listBundles(scope, { runId: null, userId: null, ...first }),
    'library.purgeBundles': () => library.purgeBundles(scope, old),
    'library.eraseUser': () => library.eraseUser(scope, 'nobody'),
    'history.create': () => history.create(scope, newSavedPrompt('a')),
    'history.get': () => history.get(scope, { id: 'a', visibleTo: null }),
    'history.list': () => history.list(scope, { ...first, visibleTo: null, ownerId: null, tags: [], text: null }),
    'history.update': () => history.update(scope, { id: 'a', title: 'Launch', shared: false, tags: [] }, 1),
    'history.addVersion': () => history.addVersion(scope, newPromptVersion('a', 1), 1),
    'history.getVersion': () => history.getVersion(scope, { promptId: 'a', number: 1, visibleTo: null }),
    'history.listVersions': () => history.listVersions(scope, { ...first, promptId: 'a', visibleTo: null }),
    'history.versionsBy': () => history.versionsBy(scope, { ...first, userId: 'nobody' }),
    'history.remove': () => history.remove(scope, 'a', 1),
    'history.eraseUser': () => history.eraseUser(scope, 'nobody'),
    'cache.get': () => cache.get(scope, newCacheKey()),
    'cache.put': () => cache.put(scope, cacheEntry()),
    'cache.sweep': () => cache.sweep({ limit: 1 }),
    'cache.eraseUser': () => cache.eraseUser(scope, 'nobody'),
    'events.follow': () => events.follow(scope, { userId: null, after: null, limit: 1 }),
    'events.watch': () => events.watch(scope, { onSignal: () => {}, signal: new AbortController().signal }),
    'analytics.user': () => analytics.user(scope, figures),
    'analytics.snapshot': () => analytics.snapshot(scope, figures),
    'analytics.daily': () => analytics.daily(scope, figures),
    'analytics.windows': () => analytics.windows({ ...first, orgId: null }),
    'analytics.summed': () => analytics.summed(),
    'analytics.usage': () => analytics.usage(ofAll),
    'analytics.measures': () => analytics.measures(ofAll),
    'analytics.activeUsers': () => analytics.activeUsers({ ...ofAll, interval: 'day' }),
    'analytics.retention': () => analytics.retention({ orgId: null, first: '2026-11', last: '2026-11' }),
    'analytics.underWay': () => analytics.underWay(ofAll),
    'analytics.records': () => analytics.records({ ...ofAll, ...first, userId: null, range: figures.range }),
    'analytics.eraseUser': () => analytics.eraseUser(scope, 'nobody'),
    'maintenance.claim': () => maintenance.claim('windows', 0),
    'maintenance.rollUp': () => maintenance.rollUp({ ...first, timeZone: 'UTC' }),
    'maintenance.tenants': () => maintenance.tenants({ ...first, before: 0 }),
    'maintenance.turnMonths': () => maintenance.turnMonths({ before: 0, planIds: [] }),
    'checkReports.save': () => checkReports.save(newCheckReport()),
    'checkReports.latest': () => checkReports.latest(),
    'checkReports.get': () => checkReports.get('nothing'),
    'checkReports.list': () => checkReports.list(first),
    'alerts.load': () => alerts.load({ rule: 'nothing', orgId: null }),
    'alerts.list': () => alerts.list(first),
    'alerts.save': () => alerts.save(newAlertState(), 0),
    'maintenance.sweepWindows': () => maintenance.sweepWindows({ limit: 1 }),
  };
}

/** Listed last: it closes the storage it is given. */
export const closedStorageAnswersNothing: ContractSpec = {
  promise:
    'closing waits for calls under way; afterwards every call is refused as storage_unavailable, and closing again is fine',
  async verify({ storage, scope }) {
    let signals = 0;
    const onSignal = () => {
      signals += 1;
    };
    await storage.events.watch(scope, { onSignal, signal: new AbortController().signal });
    const signalsBefore = signals;
    const underWay = inParallel(5, () => storage.ledger.reserve(scope, reservation()));
    await Promise.all([storage.close(), storage.close()]);
    assert.deepEqual(countOutcomes(await underWay), { reserved: 5 });
    assert.ok(signals > signalsBefore, 'those who watch are woken, to learn of it');
    for (const [name, call] of Object.entries(everyCall(storage, scope))) {
      await assertRejectsWith('storage_unavailable', call, name);
    }
    await storage.close();
  },
};
