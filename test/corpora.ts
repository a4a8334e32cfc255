import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

const root = resolve(process.env.PROMPTFORGE_CORPORA ?? resolve(import.meta.dirname, '../../shared/corpora'));

/** The folder or file of a corpus, whether or not it is there. */
export function corporaPath(name: string): string {
  return resolve(root, name);
}

/**
 * Whether a corpus is there. Tests that need it skip when it is not, naming
 * {@link corporaAbsent}; in CI a missing corpus is an error, since a skip would go unseen.
 */
export function corporaAvailable(name: string): boolean {
  if (existsSync(corporaPath(name))) return true;
  if (process.env.CI === 'true') throw new Error(`The corpus ${name} is missing. ${corporaAbsent}`);
  return false;
}

/** Why a test that needs a corpus is skipped. */
export const corporaAbsent = 'Set PROMPTFORGE_CORPORA to the folder that holds the corpora.';
