/** The code that a driver gave an error, also when it is the cause of one of ours; null without one. */
export function sqlState(error: unknown): string | null {
  if (typeof error !== 'object' || error === null) return null;
  if ('cause' in error && error.cause !== undefined) return sqlState(error.cause);
  return 'code' in error && typeof error.code === 'string' && /^[A-Z0-9_]{1,40}$/.test(error.code) ? error.code : null;
}
