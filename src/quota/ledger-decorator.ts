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

/** A ledger in front of another one. As it is, it passes everything on; what differs is overridden. */
export class LedgerDecorator implements LedgerStore {
  protected readonly inner: LedgerStore;

  constructor(inner: LedgerStore) {
    this.inner = inner;
  }

  reserve(scope: TenantScope, reservation: Reservation) {
    return this.inner.reserve(scope, reservation);
  }

  reserveMany(reservations: readonly Scoped<Reservation>[]) {
    return this.inner.reserveMany(reservations);
  }

  checkpoint(scope: TenantScope, checkpoint: RunCheckpoint) {
    return this.inner.checkpoint(scope, checkpoint);
  }

  resume(scope: TenantScope, request: RunResumption) {
    return this.inner.resume(scope, request);
  }

  settle(scope: TenantScope, settlement: Settlement) {
    return this.inner.settle(scope, settlement);
  }

  settleMany(settlements: readonly Scoped<Settlement>[]) {
    return this.inner.settleMany(settlements);
  }

  reap(request: Parameters<LedgerStore['reap']>[0]) {
    return this.inner.reap(request);
  }

  consume(scope: TenantScope, consumption: Consumption) {
    return this.inner.consume(scope, consumption);
  }

  consumeMany(consumptions: readonly Scoped<Consumption>[]) {
    return this.inner.consumeMany(consumptions);
  }

  peek(scope: TenantScope, request: Parameters<LedgerStore['peek']>[1]) {
    return this.inner.peek(scope, request);
  }

  get(scope: TenantScope, runId: string) {
    return this.inner.get(scope, runId);
  }

  list(scope: TenantScope, request: Parameters<LedgerStore['list']>[1]) {
    return this.inner.list(scope, request);
  }

  scores(scope: TenantScope, runId: string) {
    return this.inner.scores(scope, runId);
  }

  eraseUser(scope: TenantScope, userId: string) {
    return this.inner.eraseUser(scope, userId);
  }

  purge(scope: TenantScope, request: Parameters<LedgerStore['purge']>[1]) {
    return this.inner.purge(scope, request);
  }
}
