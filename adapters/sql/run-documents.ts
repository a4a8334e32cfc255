import type { Reservation, Scoped, Settlement } from '../../src/storage.js';
import { limitsOf } from './demand-documents.js';
import { eventDocuments } from './event-documents.js';
import { requireStorable } from './storable-arguments.js';

/** A run to be reserved, as the functions of the schema take it. */
export function reservationDocument({ scope, request }: Scoped<Reservation>): object {
  const { runId, userId, operation, planId, engine, model, idempotencyKey, fingerprint, hold, leaseMs } = request;
  for (const [field, name] of Object.entries({ planId, model, fingerprint, idempotencyKey })) {
    if (name !== null) requireStorable(name, field);
  }
  requireNames(scope.orgId, userId, runId);
  return {
    orgId: scope.orgId,
    userId,
    id: runId,
    operation,
    planId,
    engine,
    model,
    idempotencyKey,
    fingerprint,
    leaseMs: Math.ceil(leaseMs),
    input: request.input,
    calls: hold.calls,
    tokens: hold.tokens,
    cost: hold.cost,
    limits: limitsOf(userId, request.limits),
  };
}

/** The end of a run, as the functions of the schema take it. */
export function settlementDocument({ scope, request }: Scoped<Settlement>): object {
  const { runId, ending, usage, charge, result, error, scores, events } = request;
  requireNames(scope.orgId, '', runId);
  return {
    orgId: scope.orgId,
    runId,
    ending,
    ...usage,
    ...charge,
    result,
    error,
    scores,
    events: eventDocuments(scope, events).map((event) => ({ ...event, orgId: scope.orgId })),
  };
}

/** @throws PromptForgeError `internal`. Within documents, a name that cannot be kept would become another. */
export function requireNames(orgId: string, userId: string, runId: string): void {
  requireStorable(orgId, 'orgId');
  requireStorable(userId, 'userId');
  requireStorable(runId, 'runId');
}
