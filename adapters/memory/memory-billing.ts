import { createHash } from 'node:crypto';
import type { BillingProvider, BillingStore, TenantScope, UsageCounter, UsageReport } from '../../src/storage.js';
import { rejectUnreportable } from '../guards/reject-unreportable.js';

interface Customer {
  readonly orgId: string;
  readonly provider: BillingProvider;
  readonly customerId: string;
}

interface Reported {
  readonly total: number;
  /** How many reports there were; it makes each identifier another one. */
  readonly sequence: number;
  readonly pending: UsageReport | null;
}

const nothing: Reported = { total: 0, sequence: 0, pending: null };

export class MemoryBilling implements BillingStore {
  /** By provider and customer. */
  readonly #tenants = new Map<string, Customer>();
  /** By provider and tenant. */
  readonly #customers = new Map<string, Customer>();
  /** When each event was dealt with, in the order of that. */
  readonly #events = new Map<string, number>();
  readonly #reported = new Map<string, Reported>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  async linkCustomer({ orgId }: TenantScope, { provider, customerId }: Parameters<BillingStore['linkCustomer']>[1]) {
    const [tenantKey, customerKey] = [keyOf(provider, orgId), keyOf(provider, customerId)];
    const [ofTenant, ofCustomer] = [this.#customers.get(tenantKey), this.#tenants.get(customerKey)];
    if (ofTenant !== ofCustomer) return { outcome: 'taken' } as const;
    if (ofTenant === undefined) {
      const customer = { orgId, provider, customerId };
      this.#customers.set(tenantKey, customer);
      this.#tenants.set(customerKey, customer);
    }
    return { outcome: 'linked' } as const;
  }

  async unlinkCustomer(
    { orgId }: TenantScope,
    { provider, customerId }: Parameters<BillingStore['unlinkCustomer']>[1],
  ) {
    const [tenantKey, customerKey] = [keyOf(provider, orgId), keyOf(provider, customerId)];
    const [ofTenant, ofCustomer] = [this.#customers.get(tenantKey), this.#tenants.get(customerKey)];
    if (ofTenant === undefined || ofTenant !== ofCustomer) return;
    this.#customers.delete(tenantKey);
    this.#tenants.delete(customerKey);
  }

  async customerOf({ orgId }: TenantScope, provider: BillingProvider): Promise<string | null> {
    return this.#customers.get(keyOf(provider, orgId))?.customerId ?? null;
  }

  async tenantOf({ provider, customerId }: Parameters<BillingStore['tenantOf']>[0]): Promise<TenantScope | null> {
    const customer = this.#tenants.get(keyOf(provider, customerId));
    return customer === undefined ? null : { orgId: customer.orgId };
  }

  async isEventDone({ provider, eventId }: Parameters<BillingStore['isEventDone']>[0]): Promise<boolean> {
    return this.#events.has(keyOf(provider, eventId));
  }

  async finishEvent({ provider, eventId }: Parameters<BillingStore['finishEvent']>[0]): Promise<void> {
    const key = keyOf(provider, eventId);
    if (!this.#events.has(key)) this.#events.set(key, this.#now());
  }

  async purgeEvents({ before, limit }: Parameters<BillingStore['purgeEvents']>[0]): Promise<number> {
    const old = [...this.#events].filter(([, doneAt]) => doneAt < before).sort(([, a], [, b]) => a - b);
    const purged = old.slice(0, limit);
    for (const [key] of purged) this.#events.delete(key);
    return purged.length;
  }

  async prepareReport(
    scope: TenantScope,
    { total, ...counter }: Parameters<BillingStore['prepareReport']>[1],
  ): Promise<UsageReport | null> {
    rejectUnreportable({ ...counter, total });
    const reported = this.#reported.get(counterKey(scope, counter)) ?? nothing;
    if (reported.pending !== null) return { ...reported.pending };
    if (total <= reported.total) return null;
    const sequence = reported.sequence + 1;
    const pending = {
      identifier: identifierOf(counterKey(scope, counter), sequence),
      amount: total - reported.total,
      preparedAt: this.#now(),
    };
    this.#reported.set(counterKey(scope, counter), { ...reported, sequence, pending });
    return { ...pending };
  }

  async confirmReport(
    scope: TenantScope,
    { identifier, ...counter }: Parameters<BillingStore['confirmReport']>[1],
  ): Promise<void> {
    rejectUnreportable({ ...counter, total: 0 });
    const key = counterKey(scope, counter);
    const reported = this.#reported.get(key);
    if (reported?.pending?.identifier !== identifier) return;
    this.#reported.set(key, { ...reported, total: reported.total + reported.pending.amount, pending: null });
  }
}

function keyOf(...names: readonly string[]): string {
  return JSON.stringify(names);
}

function counterKey({ orgId }: TenantScope, { provider, meter, month }: UsageCounter): string {
  return keyOf(orgId, provider, meter, month);
}

/** Goes to the provider, so that it holds nobody's name. */
function identifierOf(counter: string, sequence: number): string {
  return `promptforge_${createHash('sha256').update(`${counter} ${sequence}`).digest('hex')}`;
}
