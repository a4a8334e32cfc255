import { randomBytes } from 'node:crypto';
import { memoryStorage } from '../../../adapters/memory/index.js';
import { openaiModel, PromptForge } from '../../index.js';
import { chosenModel, type Environment } from '../chosen-model.js';
import { openDatabase } from '../open-database.js';
import type { ChecksArguments } from './checks-arguments.js';

export interface CheckForge {
  readonly forge: PromptForge;
  /** What to call it in front of people. */
  readonly shown: string;
  close(): Promise<void>;
}

/**
 * A PromptForge on the database of the target, or one to be checked itself.
 * @throws PromptForgeError `config_invalid` for a secret that is too short, and what opening the database fails with.
 */
export async function checksForge(
  { url, database: target, secret, plans, engine }: ChecksArguments,
  environment: Environment,
  signal: AbortSignal,
): Promise<CheckForge> {
  const database = target === null ? null : await openDatabase(target, { create: false, signal });
  const storage = database?.storage() ?? memoryStorage();
  // Whoever only makes users and tokens asks no model.
  const model = url === null ? chosenModel(engine, environment) : null;
  try {
    const forge = new PromptForge({
      storage,
      session: { secret: secret ?? randomBytes(48) },
      ...(plans === 'stored' ? { plans } : {}),
      ...(model === null ? { engine: 'rules' } : { model: openaiModel(model) }),
    });
    return {
      forge,
      shown: target?.shown ?? 'memory',
      close: () => forge.close().finally(() => database?.close()),
    };
  } catch (error) {
    // A connection that is left open keeps the process from its end.
    await database?.close();
    throw error;
  }
}
