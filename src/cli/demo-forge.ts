import { randomBytes } from 'node:crypto';
import { memoryStorage } from '../../adapters/memory/index.js';
import { pgliteStorage } from '../../adapters/pglite/index.js';
import { openaiModel, PromptForge, PromptForgeError, type ReportError, recommendedOpenaiModel } from '../index.js';

export interface DemoForgeOptions {
  /** Null keeps everything in memory. */
  readonly dataDir: string | null;
  /** Null decides by the environment: the model when a key or another server is named. */
  readonly engine: 'model' | 'rules' | null;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * A PromptForge for one process: its secret is made up, so its tokens end with it.
 * @throws PromptForgeError `model_key_missing`, `config_invalid`
 */
export function demoForge({ dataDir, engine }: DemoForgeOptions, environment: Environment): PromptForge {
  const shared = {
    storage: dataDir === null ? memoryStorage() : pgliteStorage({ dataDir }),
    session: { secret: randomBytes(48) },
    onError: warn,
  };
  if (engine === 'rules' || (engine === null && !namesModel(environment))) {
    return new PromptForge({ ...shared, engine: 'rules' });
  }
  return new PromptForge({
    ...shared,
    model: openaiModel({
      apiKey: given(environment.OPENAI_API_KEY),
      model: given(environment.OPENAI_MODEL) ?? recommendedOpenaiModel,
      baseUrl: given(environment.OPENAI_BASE_URL),
      organization: given(environment.OPENAI_ORGANIZATION),
    }),
  });
}

/** Tells what no result shows, for instance that the ledger could not record how a run ended. */
const warn: ReportError = (error, { during }) => {
  const what = PromptForgeError.is(error) ? `${error.code}: ${error.message}` : 'an unknown failure';
  process.stderr.write(`\nduring ${during}: ${what}\n`);
};

function namesModel(environment: Environment): boolean {
  return given(environment.OPENAI_API_KEY) !== undefined || given(environment.OPENAI_BASE_URL) !== undefined;
}

/** A variable that is set to nothing is not set. */
function given(value: string | undefined): string | undefined {
  return value?.trim() || undefined;
}
