interface CauseFacts {
  readonly status?: number | undefined;
  /** The vendor's error code, or the system's for a network error. */
  readonly code?: unknown;
  readonly requestId?: unknown;
}

/**
 * What may be told of an underlying error. Vendor messages are left out: they echo parts of keys
 * and bodies. A code or identifier that does not look like one is left out as well.
 */
export function redactedCause(facts: CauseFacts): Error {
  const code = typeof facts.code === 'string' && /^\w{1,64}$/.test(facts.code) ? facts.code : null;
  const requestId =
    typeof facts.requestId === 'string' && /^[\w-]{1,100}$/.test(facts.requestId) ? facts.requestId : null;
  const parts = [
    facts.status === undefined ? null : `HTTP ${facts.status}`,
    code,
    requestId === null ? null : `request ${requestId}`,
  ].filter((part) => part !== null);
  return Object.assign(new Error(parts.join(', ') || 'no details'), {
    name: 'ModelProviderError',
    status: facts.status ?? null,
    code,
    requestId,
  });
}
