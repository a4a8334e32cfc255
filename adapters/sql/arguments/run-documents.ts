import type { Reservation, Scoped, Settlement } from '../../../src/storage.js';
import { eventDocuments } from './event-documents.js';
import { limitsOf } from './limits-of.js';
import { requireStorable } from './storable-arguments.js';

/** A run to be reserved, as the functions of the schema take it. */
export function reservationDocument({ scope, request }: Scoped<Reservation>, uses: readonly number[]): object {
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
    uses,
  };
}

/** Ends of runs, as the functions of the schema take them. */
export function settlementDocuments(settlements: readonly Scoped<Settlement>[]) {
  const ends: object[] = [];
  const scores: object[] = [];
  const events: object[] = [];
  settlements.forEach(({ scope: { orgId }, request }, index) => {
    const { runId, ending, usage, charge, result, error, measures = null, holder = null, freesKey = false } = request;
    requireNames(orgId, '', runId);
    // Columns of SQL begin with 1.
    const settlement = index + 1;
    ends.push({ orgId, runId, holder, freesKey, ending, ...usage, ...charge, result, error, measures });
    request.scores.forEach((score, place) => {
      scores.push({ ...score, orgId, runId, settlement, position: place + 1 });
    });
    for (const event of eventDocuments({ orgId }, request.events)) events.push({ ...event, orgId, settlement });
  });
  return { p_settlements: ends, p_scores: scores, p_events: events };
}

/** @throws PromptForgeError `internal`. Within documents, a name that cannot be kept would become another. */
export function requireNames(orgId: string, userId: string, runId: string): void {
  requireStorable(orgId, 'orgId');
  requireStorable(userId, 'userId');
  requireStorable(runId, 'runId');
}
