import type { TenantScope } from '../domain/access/principal.js';
import type {
  ConsumeResult,
  Consumption,
  LedgerStore,
  Reservation,
  ReserveResult,
  Scoped,
  Settlement,
  SettleResult,
} from '../ports/ledger-store.js';
import { BatchQueue } from './batch-queue.js';
import { consumptionKind } from './consumption-kind.js';
import { isUnavailable } from './is-unavailable.js';
import type { Timing } from './later.js';
import { LedgerDecorator } from './ledger-decorator.js';
import { partsOfOneAnchor } from './parts-of-one-anchor.js';

export interface BatchingOptions {
  /** The most batches of one sort that are under way at once. */
  readonly lanes: number;
  /** The most requests of a batch, 1 to 1,000. */
  readonly maxBatch: number;
  /** The most reservations, and the most consumptions, that may wait. */
  readonly maxQueue: number;
  /** The longest that a reservation or consumption may wait for a lane, in milliseconds. */
  readonly maxWaitMs: number;
}

/**
 * Sends what comes at the same time in one round trip: reservations, settlements and consumptions,
 * each in a queue of their own. A reservation or consumption that finds the queue full, or that has
 * waited too long, is turned away as `overloaded`; a settlement never is, since what was spent must be
 * recorded.
 */
export class BatchingLedger extends LedgerDecorator {
  readonly #reservations: BatchQueue<Scoped<Reservation>, ReserveResult>;
  readonly #settlements: BatchQueue<Scoped<Settlement>, SettleResult>;
  readonly #consumptions: BatchQueue<Scoped<Consumption>, ConsumeResult>;

  constructor(inner: LedgerStore, { lanes, maxBatch, maxQueue, maxWaitMs }: BatchingOptions, timing: Timing) {
    super(inner);
    const common = { ...timing, lanes, maxBatch, isPointless: isUnavailable, kindOf: () => null };
    const limited = { maxWaiting: maxQueue, maxWaitMs };
    const unlimited = { maxWaiting: Number.POSITIVE_INFINITY, maxWaitMs: Number.POSITIVE_INFINITY };
    this.#reservations = new BatchQueue({
      ...common,
      ...limited,
      send: together(
        (one) => inner.reserve(one.scope, one.request),
        (many) => inner.reserveMany(many),
      ),
    });
    this.#settlements = new BatchQueue({
      ...common,
      ...unlimited,
      send: together(
        (one) => inner.settle(one.scope, one.request),
        (many) => inner.settleMany(many),
      ),
    });
    this.#consumptions = new BatchQueue({
      ...common,
      ...limited,
      kindOf: consumptionKind,
      partsOf: partsOfOneAnchor,
      send: together(
        (one) => inner.consume(one.scope, one.request),
        (many) => inner.consumeMany(many),
      ),
    });
  }

  /** How many calls wait for a lane. */
  get waiting(): number {
    return this.#reservations.waiting + this.#settlements.waiting + this.#consumptions.waiting;
  }

  override reserve(scope: TenantScope, request: Reservation) {
    return this.#reservations.ask({ scope, request });
  }

  override settle(scope: TenantScope, request: Settlement) {
    return this.#settlements.ask({ scope, request });
  }

  override consume(scope: TenantScope, request: Consumption) {
    return this.#consumptions.ask({ scope, request });
  }
}

/** One alone needs no batch. */
function together<Request, Answer>(
  sendOne: (request: Request) => Promise<Answer>,
  sendMany: (requests: readonly Request[]) => Promise<readonly Answer[]>,
): (requests: readonly Request[]) => Promise<readonly Answer[]> {
  return async (requests) => {
    const [first, ...others] = requests;
    return first !== undefined && others.length === 0 ? [await sendOne(first)] : sendMany(requests);
  };
}
