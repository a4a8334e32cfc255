import { type Reservation, type Scoped, type Settlement, windowOwner } from '../../../src/storage.js';
import type { Statement } from './in-parts.js';

/** A run, and a key, may come once in a part. */
export function namesOfReservation({ scope, request }: Scoped<Reservation>): readonly Statement[] {
  const { runId, userId, idempotencyKey } = request;
  const statements: Statement[] = [[JSON.stringify(['id', scope.orgId, runId]), Symbol()]];
  if (idempotencyKey !== null) {
    statements.push([JSON.stringify(['key', scope.orgId, userId, idempotencyKey]), Symbol()]);
  }
  return [...statements, ...anchorsOf({ scope, request })];
}

/** A run may be settled once in a part. */
export function namesOfSettlement({ scope, request }: Scoped<Settlement>): readonly Statement[] {
  return [[JSON.stringify([scope.orgId, request.runId]), Symbol()]];
}

/** A month has one anchor in a part, also while a change of plan has reached only some requests. */
export function anchorsOf({ scope, request }: Scoped<Pick<Reservation, 'userId' | 'limits'>>): readonly Statement[] {
  return request.limits.flatMap((limit): Statement[] =>
    limit.period === 'month'
      ? [[JSON.stringify([limit.meter, scope.orgId, windowOwner(limit, request.userId)]), limit.anchor]]
      : [],
  );
}
