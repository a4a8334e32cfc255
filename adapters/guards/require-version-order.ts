import { PromptForgeError, versionOrder } from '../../src/storage.js';

/**
 * A text whose bytes sort as the version of a module does.
 * @throws PromptForgeError `request_invalid` for a version that has none.
 */
export function requireVersionOrder(version: string): string {
  const order = versionOrder(version);
  if (order !== null) return order;
  throw new PromptForgeError(
    'request_invalid',
    'The version of a module is a semantic version without build metadata, for instance 1.4.0 or 2.0.0-beta.1.',
  );
}
