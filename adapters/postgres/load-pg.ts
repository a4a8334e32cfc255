import { PromptForgeError } from '../../src/storage.js';

type PgModule = typeof import('pg');

/**
 * Loads the driver when it is needed: the package is optional.
 * @throws PromptForgeError `config_invalid` when it is not installed.
 */
export async function loadPg(
  load: () => Promise<PgModule> = () => import('pg'),
): Promise<Pick<PgModule, 'Client' | 'Pool'>> {
  try {
    const loaded = await load();
    // Before 8.15 pg is CommonJS through and through, of which an import finds nothing by name.
    const { Client, Pool } = loaded.Pool === undefined ? loaded.default : loaded;
    return { Client, Pool };
  } catch {
    throw new PromptForgeError(
      'config_invalid',
      'postgresStorage() needs the package pg, which could not be loaded. Install it with: npm install pg',
    );
  }
}
