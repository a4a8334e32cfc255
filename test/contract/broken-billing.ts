import { createHash } from 'node:crypto';
import type { BillingStore, SubscriptionChange, TenantScope, UsageReport, UsedWindow } from '../../src/storage.js';
import { type Defect, storageWith } from './storage-with-defects.js';

type ReportRequest = Parameters<BillingStore['prepareReport']>[1];

const wholeHistory = { limit: 1_000, after: null };
const reportsAddUp = 'reports add up to the total, however they are prepared, sent and confirmed by 4 at once';

interface Steps {
  readonly identify: (scope: TenantScope, request: ReportRequest, sequence: number) => string;
  readonly confirms: (pending: UsageReport | null, identifier: string) => boolean;
  readonly missing: (total: number, reported: number) => number;
  /** Null: nothing comes in between. */
  readonly beforeWriting: (() => Promise<unknown>) | null;
  /** @throws PromptForgeError for what cannot be counted. */
  readonly judge: (intact: BillingStore, request: ReportRequest) => Promise<unknown>;
}

const correctSteps: Steps = {
  identify: ({ orgId }, { provider, meter, month }, sequence) =>
    createHash('sha256')
      .update(JSON.stringify([orgId, provider, meter, month, sequence]))
      .digest('hex'),
  confirms: (pending, identifier) => pending?.identifier === identifier,
  missing: (total, reported) => total - reported,
  beforeWriting: null,
  judge: (intact, request) => intact.prepareReport({ orgId: 'judge' }, request),
};

/** Keeps usage reports by itself; each defect replaces a step. */
function reportsKept(defects: Partial<Steps>): ReturnType<typeof storageWith> {
  const { identify, confirms, missing, beforeWriting, judge } = { ...correctSteps, ...defects };
  return storageWith({
    billing: (intact) => {
      const all = new Map<string, { reported: number; sequence: number; pending: UsageReport | null }>();
      const usageOf = ({ orgId }: TenantScope, { provider, meter, month }: Omit<ReportRequest, 'total'>) => {
        const key = JSON.stringify([orgId, provider, meter, month]);
        const usage = all.get(key) ?? { reported: 0, sequence: 0, pending: null };
        all.set(key, usage);
        return usage;
      };
      return {
        async prepareReport(scope, request) {
          const { now } = await intact.health();
          await judge(intact.billing, request);
          const usage = usageOf(scope, request);
          if (usage.pending !== null) return usage.pending;
          const amount = missing(request.total, usage.reported);
          if (amount <= 0) return null;
          if (beforeWriting !== null) await beforeWriting();
          usage.sequence += 1;
          usage.pending = { identifier: identify(scope, request, usage.sequence), amount, preparedAt: now };
          return usage.pending;
        },
        async confirmReport(scope, { identifier, ...counter }) {
          await judge(intact.billing, { ...counter, total: 0 });
          const usage = usageOf(scope, { ...counter });
          if (!confirms(usage.pending, identifier)) return;
          usage.reported += usage.pending?.amount ?? 0;
          usage.pending = null;
        },
      };
    },
  });
}

/** Storages that keep subscriptions, billing and lists of counters wrongly. */
export const brokenBilling: readonly Defect[] = [
  {
    defect: 'writes a save that was refused into the history',
    breaks: 'a save that conflicts adds nothing to the history, and of 20 at once exactly one does',
    create: storageWith({
      subscriptions: ({ subscriptions }) => {
        const refused: SubscriptionChange[] = [];
        return {
          async save({ orgId }, value, expected) {
            const answer = await subscriptions.save({ orgId }, value, expected);
            const { planId, status, seats } = value;
            const change = { orgId, version: expected + 1, at: 0, planId, status, seats, previous: null };
            if (answer.outcome === 'conflict') refused.push(change);
            return answer;
          },
          async history(scope, page) {
            const { items, next } = await subscriptions.history(scope, page);
            return { items: [...refused.filter(({ orgId }) => orgId === scope.orgId), ...items], next };
          },
        };
      },
    }),
  },
  {
    defect: 'keeps of the history what was saved last',
    breaks: 'each save of a subscription adds what became of it, and of what, to the history, newest first',
    create: storageWith({
      subscriptions: ({ subscriptions }) => ({
        async history(scope, page) {
          const { items } = await subscriptions.history(scope, { ...page, after: null, limit: 1 });
          return { items: page.after === null ? items : [], next: null };
        },
      }),
    }),
  },
  {
    defect: 'takes an offset for a cursor of a history',
    breaks: 'paging through a history shows each of its entries once, while it grows',
    create: storageWith({
      subscriptions: ({ subscriptions }) => ({
        async history(scope, { limit, after }) {
          const { items } = await subscriptions.history(scope, wholeHistory);
          const end = Number(after ?? 0) + limit;
          return { items: items.slice(end - limit, end), next: end < Math.min(items.length, 8) ? `${end}` : null };
        },
      }),
    }),
  },
  {
    defect: 'takes any text for a cursor of changes',
    breaks: 'a cursor that no page of subscriptions or their changes gave is rejected as request_invalid',
    create: storageWith({
      subscriptions: ({ subscriptions }) => ({
        changes: (request) =>
          subscriptions.changes(request).catch(() => subscriptions.changes({ ...request, after: null })),
      }),
    }),
  },
  {
    defect: 'lists tenants as JavaScript compares their ids',
    breaks: 'subscriptions of all tenants are listed by the bytes of their ids, whole, on pages of any length',
    create: storageWith({
      subscriptions: ({ subscriptions }) => ({
        async list({ limit, after }) {
          const { items } = await subscriptions.list(wholeHistory);
          const rest = items.filter(({ orgId }) => after === null || orgId > after);
          const page = rest.toSorted((a, b) => (a.orgId < b.orgId ? -1 : 1)).slice(0, limit);
          return { items: page, next: rest.length > limit ? (page.at(-1)?.orgId ?? null) : null };
        },
      }),
    }),
  },
  {
    defect: 'takes an offset for a cursor of the subscriptions',
    breaks: 'paging shows every tenant who was there once, while others subscribe and subscriptions change',
    create: storageWith({
      subscriptions: ({ subscriptions }) => ({
        async list({ limit, after }) {
          const { items } = await subscriptions.list(wholeHistory);
          const end = Number(after ?? 0) + limit;
          return { items: items.slice(end - limit, end), next: end < items.length ? `${end}` : null };
        },
      }),
    }),
  },
  {
    defect: 'skips the changes of one moment that a page had no room for',
    breaks:
      'changes of all tenants in a range of time are listed oldest first, those of one moment by tenant and version',
    create: storageWith({
      subscriptions: ({ subscriptions }) => ({
        async changes({ range, limit, after }) {
          const from = after === null ? range.from : Number(after) + 1;
          const page = await subscriptions.changes({ range: { from, to: range.to }, limit, after: null });
          return { ...page, next: page.next === null ? null : `${page.items.at(-1)?.at}` };
        },
      }),
    }),
  },
  {
    defect: 'repeats the last change of a page on the next',
    breaks: 'changes say the same as the histories of their tenants, and none is lost or doubled while others come',
    create: storageWith({
      subscriptions: ({ subscriptions }) => ({
        async changes(request) {
          const page = await subscriptions.changes(request);
          const again = await subscriptions.changes({ ...request, limit: Math.max(1, page.items.length - 1) });
          return page.items.length > 1 ? { ...page, next: page.next === null ? null : again.next } : page;
        },
      }),
    }),
  },
  {
    defect: 'looks whether a customer is free first and ties it later',
    breaks: 'of 20 who tie one customer, or one tenant, at once exactly one does',
    create: storageWith({
      billing: () => {
        const links: { readonly orgId: string; readonly provider: string; readonly customerId: string }[] = [];
        return {
          async linkCustomer({ orgId }, { provider, customerId }) {
            const taken = links.some(
              (link) => link.provider === provider && (link.orgId === orgId) !== (link.customerId === customerId),
            );
            await Promise.resolve();
            if (taken) return { outcome: 'taken' };
            links.push({ orgId, provider, customerId });
            return { outcome: 'linked' };
          },
          customerOf: async ({ orgId }, provider) =>
            links.find((link) => link.orgId === orgId && link.provider === provider)?.customerId ?? null,
          async tenantOf({ provider, customerId }) {
            const link = links.find((one) => one.provider === provider && one.customerId === customerId);
            return link === undefined ? null : { orgId: link.orgId };
          },
        };
      },
    }),
  },
  {
    defect: 'unties a customer from whichever tenant it is tied to',
    breaks: 'a customer who is untied from its tenant, and from no other, leaves both free to be tied anew',
    create: storageWith({
      billing: ({ billing }) => ({
        async unlinkCustomer(scope, customer) {
          await billing.unlinkCustomer((await billing.tenantOf(customer)) ?? scope, customer);
        },
      }),
    }),
  },
  {
    defect: 'takes a customer that is tied to somebody else for one that is tied',
    breaks: 'a customer is tied to a tenant for good, at each provider by itself, and is found from both ends',
    create: storageWith({
      billing: ({ billing }) => ({
        async linkCustomer(scope, customer) {
          const answer = await billing.linkCustomer(scope, customer);
          return (await billing.tenantOf(customer)) === null ? answer : { outcome: 'linked' };
        },
      }),
    }),
  },
  {
    defect: 'takes the customer of one provider for that of another',
    breaks: 'customers and tenants may have any name, and none is taken for another',
    create: storageWith({
      billing: ({ billing }) => ({
        linkCustomer: (scope, customer) => billing.linkCustomer(scope, { ...customer, provider: 'one' }),
        customerOf: (scope, provider) => billing.customerOf(scope, provider.length > 9 ? provider : 'one'),
        tenantOf: (customer) => billing.tenantOf({ ...customer, provider: 'one' }),
      }),
    }),
  },
  {
    defect: 'ties a customer without looking for the other one of the tenant',
    breaks: 'however customers and tenants are tied at once, each has one counterpart, whose counterpart it is',
    create: storageWith({
      billing: () => {
        const tenants = new Map<string, string>();
        return {
          async linkCustomer({ orgId }, { provider, customerId }) {
            const key = JSON.stringify([provider, customerId]);
            if (!tenants.has(key)) tenants.set(key, orgId);
            return { outcome: tenants.get(key) === orgId ? 'linked' : 'taken' };
          },
          async customerOf({ orgId }) {
            const found = [...tenants].find(([, tenant]) => tenant === orgId);
            return found === undefined ? null : (JSON.parse(found[0])[1] ?? null);
          },
          async tenantOf({ provider, customerId }) {
            const orgId = tenants.get(JSON.stringify([provider, customerId]));
            return orgId === undefined ? null : { orgId };
          },
        };
      },
    }),
  },
  {
    defect: 'takes the event of one provider for that of another',
    breaks: 'an event of a provider is done from when it was finished on, however often and whoever does it',
    create: storageWith({
      billing: ({ billing }) => ({
        isEventDone: (event) => billing.isEventDone({ ...event, provider: 'stripe' }),
      }),
    }),
  },
  {
    defect: 'forgets events of the very instant, too',
    breaks: 'events are forgotten by the time they were first finished, as many at a time as is said, by many at once',
    create: storageWith({
      billing: ({ billing }) => ({
        purgeEvents: ({ before, limit }) => billing.purgeEvents({ before: before + 1, limit }),
      }),
    }),
  },
  {
    defect: 'looks whether a report is under way first and prepares one later',
    breaks: 'of 20 who prepare a report at once, with whatever total, all get the same one, the first time and later',
    create: reportsKept({ beforeWriting: () => Promise.resolve() }),
  },
  {
    defect: 'prepares two reports that take each other for confirmed',
    breaks: reportsAddUp,
    create: reportsKept({ beforeWriting: () => new Promise((resolve) => setImmediate(resolve)) }),
  },
  {
    defect: 'confirms whatever is under way',
    breaks: reportsAddUp,
    create: reportsKept({ confirms: () => true }),
  },
  {
    defect: 'gives every report of a tenant the same name',
    breaks: 'what is missing is reported once; what is under way is repeated as it is, whatever has come on top',
    create: reportsKept({ identify: ({ orgId }) => Buffer.from(orgId).toString('hex').slice(-64) }),
  },
  {
    defect: 'names the tenant to the provider',
    breaks: 'an identifier is short, and names neither the tenant nor what is counted',
    create: reportsKept({ identify: ({ orgId }, { meter }, sequence) => `${orgId}-${meter}-${sequence}` }),
  },
  {
    defect: 'reports the total once more when it has shrunk',
    breaks: 'a total below what was reported reports nothing, and is made up for by what comes later',
    create: reportsKept({ missing: (total, reported) => (total < reported ? total : total - reported) }),
  },
  {
    defect: 'counts reported totals in 32 bits',
    breaks: 'totals are counted by tenant, provider, meter and month, whatever these are called, up to 2^53 - 1',
    create: reportsKept({ missing: (total, reported) => (total | 0) - reported }),
  },
  {
    defect: 'reports totals that are not a number',
    breaks: 'what cannot be counted, and a month that is none, is rejected as internal, and nothing is written',
    create: reportsKept({ judge: async () => {} }),
  },
  {
    defect: 'lists the counters of every tenant',
    breaks: 'counters of a tenant are listed as peek shows them, by user, meter and period, and of nobody else',
    create: storageWith({
      analytics: ({ analytics }) => ({ windows: (request) => analytics.windows({ ...request, orgId: null }) }),
    }),
  },
  {
    defect: 'lists the counters of the organization last',
    breaks: 'counters of all tenants are listed by tenant, each as among its own',
    create: storageWith({
      analytics: ({ analytics }) => ({
        async windows(request) {
          const page = await analytics.windows(request);
          const [users, own] = [page.items.filter(isOfUser), page.items.filter((window) => !isOfUser(window))];
          return { ...page, items: [...users, ...own] };
        },
      }),
    }),
  },
  {
    defect: 'lists counters whose window is over',
    breaks: 'a counter is listed until its window is over, at the instant itself no longer',
    create: storageWith({
      analytics: ({ analytics }) => {
        const seen = new Map<string, UsedWindow>();
        return {
          async windows(request) {
            const page = await analytics.windows(request);
            for (const item of page.items) seen.set(JSON.stringify({ ...item, used: 0, resetAfterMs: 0 }), item);
            const old = [...seen.values()].filter(({ orgId }) => orgId === request.orgId);
            return request.limit === 100 ? { ...page, items: old } : page;
          },
        };
      },
    }),
  },
  {
    defect: 'takes an offset for a cursor of the counters',
    breaks: 'paging shows every counter that was there once, while others are opened',
    create: storageWith({
      analytics: ({ analytics }) => ({
        async windows({ orgId, limit, after }) {
          const { items } = await analytics.windows({ orgId, limit: 1_000, after: null });
          const end = Number(after ?? 0) + limit;
          return { items: items.slice(end - limit, end), next: end < items.length ? `${end}` : null };
        },
      }),
    }),
  },
  {
    defect: 'takes any text for a cursor of the counters',
    breaks: 'a cursor that no page of counters gave is rejected as request_invalid',
    create: storageWith({
      analytics: ({ analytics }) => ({
        windows: (request) => analytics.windows(request).catch(() => analytics.windows({ ...request, after: null })),
      }),
    }),
  },
];

function isOfUser({ userId }: UsedWindow): boolean {
  return userId !== null;
}
