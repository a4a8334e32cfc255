import type {
  Page,
  PageRequest,
  SaveResult,
  Subscription,
  SubscriptionChange,
  SubscriptionStore,
  TenantScope,
  TenantSubscription,
  Versioned,
} from '../../src/storage.js';
import { noCursor } from '../guards/no-cursor.js';
import { compareText } from './compare-text.js';
import { cutPage } from './cut-page.js';
import { pageByKey } from './page-by-key.js';

type Place = Pick<SubscriptionChange, 'at' | 'orgId' | 'version'>;

export class MemorySubscriptions implements SubscriptionStore {
  readonly #saved = new Map<string, Versioned<Subscription>>();
  /** Oldest first, by tenant. */
  readonly #histories = new Map<string, SubscriptionChange[]>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  async load({ orgId }: TenantScope): Promise<Versioned<Subscription> | null> {
    return structuredClone(this.#saved.get(orgId) ?? null);
  }

  async save({ orgId }: TenantScope, subscription: Subscription, expectedVersion: number): Promise<SaveResult> {
    const before = this.#saved.get(orgId);
    if ((before?.version ?? 0) !== expectedVersion) return { outcome: 'conflict' };
    const version = expectedVersion + 1;
    this.#saved.set(orgId, { value: structuredClone(subscription), version });
    const previous = before === undefined ? null : termsOf(before.value);
    const history = this.#histories.get(orgId) ?? [];
    this.#histories.set(orgId, history);
    history.push({ orgId, version, at: this.#now(), ...termsOf(subscription), previous });
    return { outcome: 'saved', version };
  }

  async history({ orgId }: TenantScope, { limit, after }: PageRequest): Promise<Page<SubscriptionChange>> {
    if (after !== null && !/^\d{1,15}$/.test(after)) throw noCursor();
    const before = after === null ? Number.POSITIVE_INFINITY : Number(after);
    const rest = (this.#histories.get(orgId) ?? []).filter(({ version }) => version < before).reverse();
    return cutPage(rest, limit, ({ version }) => `${version}`);
  }

  async list(request: PageRequest): Promise<Page<TenantSubscription>> {
    const all = [...this.#saved].map(([orgId, saved]) => ({ orgId, ...saved }));
    return pageByKey(all, request, ({ orgId }) => orgId);
  }

  async changes({ range, limit, after }: Parameters<SubscriptionStore['changes']>[0]) {
    const last = after === null ? null : parsePlace(after);
    const rest = [...this.#histories.values()]
      .flat()
      .filter((change) => change.at >= range.from && change.at < range.to)
      .filter((change) => last === null || inOrder(last, change) < 0)
      .sort(inOrder);
    return cutPage(rest, limit, ({ at, version, orgId }) => `${at}.${version}.${orgId}`);
  }
}

function termsOf({ planId, status, seats }: Subscription) {
  return { planId, status, seats };
}

function inOrder(a: Place, b: Place): number {
  return a.at - b.at || compareText(a.orgId, b.orgId) || a.version - b.version;
}

function parsePlace(cursor: string): Place {
  const [, at, version, orgId] = /^(\d{1,15})\.(\d{1,15})\.(.*)$/s.exec(cursor) ?? [];
  if (orgId === undefined) throw noCursor();
  return { at: Number(at), version: Number(version), orgId };
}
