import type { TenantScope } from '../domain/access/principal.js';
import type {
  Consumption,
  LedgerStore,
  Reservation,
  RunCheckpoint,
  RunResumption,
  Scoped,
  Settlement,
} from '../ports/ledger-store.js';
import { isCollision } from './is-unavailable.js';
import { LedgerDecorator } from './ledger-decorator.js';

export interface RetryParts {
  /** Waits so many milliseconds. */
  readonly sleep: (ms: number) => Promise<void>;
  /** 0 to 1. */
  readonly random: () => number;
}

const mostRetries = 5;
const firstPauseMs = 4;

/**
 * Asks again, up to five times, when the database has rolled a call back because it met another one
 * (SQLSTATE 40001 and 40P01): nothing was written then, so not even a consumption is taken twice. The
 * pauses are random between nothing and 8, 16, 32, 64 and 128 ms, so that those who met do not meet again.
 */
export class RetryingLedger extends LedgerDecorator {
  readonly #parts: RetryParts;

  constructor(inner: LedgerStore, parts: RetryParts) {
    super(inner);
    this.#parts = parts;
  }

  override reserve(scope: TenantScope, reservation: Reservation) {
    return this.#insist(() => this.inner.reserve(scope, reservation));
  }

  override reserveMany(reservations: readonly Scoped<Reservation>[]) {
    return this.#insist(() => this.inner.reserveMany(reservations));
  }

  override checkpoint(scope: TenantScope, checkpoint: RunCheckpoint) {
    return this.#insist(() => this.inner.checkpoint(scope, checkpoint));
  }

  override resume(scope: TenantScope, request: RunResumption) {
    return this.#insist(() => this.inner.resume(scope, request));
  }

  override settle(scope: TenantScope, settlement: Settlement) {
    return this.#insist(() => this.inner.settle(scope, settlement));
  }

  override settleMany(settlements: readonly Scoped<Settlement>[]) {
    return this.#insist(() => this.inner.settleMany(settlements));
  }

  override consume(scope: TenantScope, consumption: Consumption) {
    return this.#insist(() => this.inner.consume(scope, consumption));
  }

  override consumeMany(consumptions: readonly Scoped<Consumption>[]) {
    return this.#insist(() => this.inner.consumeMany(consumptions));
  }

  async #insist<T>(call: () => Promise<T>): Promise<T> {
    for (let retry = 1; retry <= mostRetries; retry += 1) {
      try {
        return await call();
      } catch (error) {
        if (!isCollision(error)) throw error;
        await this.#parts.sleep(this.#parts.random() * firstPauseMs * 2 ** retry);
      }
    }
    return call();
  }
}
