import type { TenantScope } from '../domain/access/principal.js';
import type { Amounts, Meter, QuotaLimit } from '../domain/quota/quota-window.js';
import type {
  ConsumeResult,
  Consumption,
  LedgerStore,
  QuotaRefusal,
  Reservation,
  ReserveResult,
  Scoped,
  Settlement,
  SettleResult,
} from '../ports/ledger-store.js';
import { joinedKey } from './joined-key.js';
import { LedgerDecorator } from './ledger-decorator.js';
import { limitsKey } from './limits-key.js';
import type { RefusalCache, RefusedRequest } from './refusal-cache.js';

interface UnderWay {
  calls: number;
  drops: number;
}

/**
 * Answers what was refused a moment ago without asking again. Forgotten at once, for the tenant, when
 * this process settles or reaps one of its runs, or asks with other limits. A reservation with an
 * idempotency key is always asked: it may be a replay.
 */
export class RefusalCachingLedger extends LedgerDecorator {
  readonly #cache: RefusalCache;
  /** Tenants with calls under way: a refusal on its way when something was given back is not remembered. */
  readonly #underWay = new Map<string, UnderWay>();

  constructor(inner: LedgerStore, cache: RefusalCache) {
    super(inner);
    this.#cache = cache;
  }

  /** How many tenants have calls under way. */
  get tenantsUnderWay(): number {
    return this.#underWay.size;
  }

  override async reserve(scope: TenantScope, reservation: Reservation): Promise<ReserveResult> {
    const { userId, limits, hold, idempotencyKey, unconditional = false } = reservation;
    const ask = () => super.reserve(scope, reservation);
    const asked = requestOf(scope, userId, limits, hold);
    if (unconditional || idempotencyKey !== null) {
      this.#cache.dropOthers(asked.orgId, asked.limits);
      return ask();
    }
    return this.#knownOr(asked, ask);
  }

  override async consume(scope: TenantScope, consumption: Consumption): Promise<ConsumeResult> {
    const { userId, limits, amounts, count = 1, unconditional = false } = consumption;
    const ask = () => super.consume(scope, consumption);
    if (unconditional || count !== 1) return ask();
    return this.#knownOr(requestOf(scope, userId, limits, amounts), ask);
  }

  override async settle(scope: TenantScope, settlement: Settlement): Promise<SettleResult> {
    try {
      return await super.settle(scope, settlement);
    } finally {
      this.#drop(scope.orgId);
    }
  }

  override async settleMany(settlements: readonly Scoped<Settlement>[]): Promise<readonly SettleResult[]> {
    try {
      return await super.settleMany(settlements);
    } finally {
      for (const { scope } of settlements) this.#drop(scope.orgId);
    }
  }

  override async reap(request: Parameters<LedgerStore['reap']>[0]) {
    const answer = await super.reap(request);
    for (const { orgId } of answer.reaped) this.#drop(orgId);
    return answer;
  }

  async #knownOr<Answer extends ConsumeResult | ReserveResult>(
    asked: RefusedRequest,
    ask: () => Promise<Answer>,
  ): Promise<Answer | QuotaRefusal> {
    this.#cache.dropOthers(asked.orgId, asked.limits);
    const known = this.#cache.find(asked);
    if (known !== null) return known;
    const underWay = this.#enter(asked.orgId);
    const dropsBefore = underWay.drops;
    try {
      const answer = await ask();
      if (answer.outcome === 'refused' && underWay.drops === dropsBefore) this.#cache.keep(asked, answer);
      return answer;
    } finally {
      underWay.calls -= 1;
      if (underWay.calls === 0) this.#underWay.delete(asked.orgId);
    }
  }

  #enter(orgId: string): UnderWay {
    const underWay = this.#underWay.get(orgId) ?? { calls: 0, drops: 0 };
    this.#underWay.set(orgId, underWay);
    underWay.calls += 1;
    return underWay;
  }

  #drop(orgId: string): void {
    const underWay = this.#underWay.get(orgId);
    if (underWay !== undefined) underWay.drops += 1;
    this.#cache.drop(orgId);
  }
}

/** Amounts that no limit counts do not matter. */
function requestOf(
  { orgId }: TenantScope,
  userId: string,
  limits: readonly QuotaLimit[],
  amounts: Amounts,
): RefusedRequest {
  const ofPlan = limits.some(({ subject }) => subject === 'key')
    ? limits.filter(({ subject }) => subject !== 'key')
    : limits;
  const counted = (meter: Meter) => (limits.some((limit) => limit.meter === meter) ? amounts[meter] : 0);
  return {
    orgId,
    // Those of a plan are those of the whole tenant: other ones forget what was refused by the former.
    limits: limitsKey(ofPlan),
    rest: joinedKey(
      ofPlan === limits ? '' : limitsKey(limits),
      userId,
      counted('calls'),
      counted('tokens'),
      counted('cost'),
    ),
  };
}
