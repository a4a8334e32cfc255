import { inLockOrder, PromptForgeError, type QuotaLimit } from '../../../src/storage.js';

/** Limits in the order in which their rows are locked, with nothing but their own fields. */
export function limitsOf(userId: string, limits: readonly QuotaLimit[]): readonly QuotaLimit[] {
  // The row of an organization is the one of a user without a name.
  if (userId === '' && limits.some(({ subject }) => subject === 'user')) {
    throw new PromptForgeError('internal', 'The limit of a user was to be counted for nobody.');
  }
  return inLockOrder(limits).map(plainLimit);
}

/** A limit with nothing but its own fields. */
export function plainLimit({ subject, keyId, meter, period, max, anchor, algorithm }: QuotaLimit): QuotaLimit {
  return { subject, ...(keyId === undefined ? {} : { keyId }), meter, period, max, anchor, algorithm };
}
