import { PromptForgeError } from '../../src/storage.js';

type PgliteModule = typeof import('@electric-sql/pglite');

/**
 * Loads PGlite when it is needed: the package is optional, and large.
 * @throws PromptForgeError `config_invalid` when it is not installed.
 */
export async function loadPglite(
  load: () => Promise<PgliteModule> = () => import('@electric-sql/pglite'),
): Promise<PgliteModule['PGlite']> {
  try {
    return (await load()).PGlite;
  } catch {
    throw new PromptForgeError(
      'config_invalid',
      'pgliteStorage() needs the package @electric-sql/pglite, which could not be loaded. ' +
        'Install it with: npm install @electric-sql/pglite',
    );
  }
}
