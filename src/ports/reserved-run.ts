import type { TenantScope } from '../domain/access/principal.js';
import { noUsage } from '../domain/quota/usage.js';
import type { Run } from '../domain/runs/run.js';
import type { Reservation } from './ledger-store.js';

/** The run that comes of a reservation at `now`, in epoch milliseconds: what every ledger answers. */
export function reservedRun({ orgId }: TenantScope, reservation: Reservation, now: number): Run {
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
    leaseExpiresAt: now + Math.ceil(leaseMs),
    endedAt: null,
    input,
    result: null,
    error: null,
    usage: noUsage,
    charge: hold,
  };
}
