import { randomBytes } from 'node:crypto';
import { memoryStorage } from '../../../adapters/memory/index.js';
import { pgliteStorage } from '../../../adapters/pglite/index.js';
import { type ModuleDefinition, openaiModel, PromptForge, PromptForgeError, type ReportError } from '../../index.js';
import { chosenModel, type Environment } from '../chosen-model.js';

export interface DemoForgeOptions {
  /** Null keeps everything in memory. */
  readonly dataDir: string | null;
  /** Null decides by the environment: the model when a key or another server is named. */
  readonly engine: 'model' | 'rules' | null;
  /** Modules besides those of the starter catalogue. Default: none. */
  readonly modules?: readonly ModuleDefinition[];
}

/**
 * A PromptForge for one process: its secret is made up, so its tokens end with it.
 * @throws PromptForgeError `model_key_missing`, `config_invalid`
 */
export function demoForge({ dataDir, engine, modules = [] }: DemoForgeOptions, environment: Environment): PromptForge {
  const shared = {
    storage: dataDir === null ? memoryStorage() : pgliteStorage({ dataDir }),
    session: { secret: randomBytes(48) },
    onError: warn,
    modules,
  };
  const model = chosenModel(engine, environment);
  return new PromptForge(model === null ? { ...shared, engine: 'rules' } : { ...shared, model: openaiModel(model) });
}

/** Tells what no result shows, for instance that the ledger could not record how a run ended. */
const warn: ReportError = (error, { during }) => {
  const what = PromptForgeError.is(error) ? `${error.code}: ${error.message}` : 'an unknown failure';
  process.stderr.write(`\nduring ${during}: ${what}\n`);
};
