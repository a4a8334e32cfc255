import type { TenantScope } from '../domain/principal.js';
import type { Run } from '../domain/run.js';
import { noUsage } from '../domain/usage.js';
import type { Reservation, Settlement } from '../ports/ledger-store.js';

/** A run as the storage would have answered it, had it been asked. */
export function reservedLocally({ orgId }: TenantScope, reservation: Reservation, now: number): Run {
  const { runId, userId, operation, planId, engine, model, idempotencyKey, input, hold, leaseMs } = reservation;
  return {
    id: runId,
    orgId,
    userId,
    operation,
    status: 'reserved',
    planId,
    engine,
    model,
    idempotencyKey,
    createdAt: now,
    leaseExpiresAt: now + leaseMs,
    endedAt: null,
    input,
    result: null,
    error: null,
    usage: noUsage,
    charge: hold,
  };
}

/** The same run once it has ended. */
export function settledLocally(run: Run, { ending, usage, charge, result, error }: Settlement, now: number): Run {
  return { ...run, status: ending, usage, charge, result, error, endedAt: now };
}
