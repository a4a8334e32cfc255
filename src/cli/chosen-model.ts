import { type OpenaiModelOptions, recommendedOpenaiModel } from '../index.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The model that the environment names, or null when the rules are to do the work: because they
 * were asked for, or because nothing was asked for and neither a key nor a server is given.
 */
export function chosenModel(engine: 'model' | 'rules' | null, environment: Environment): OpenaiModelOptions | null {
  const apiKey = given(environment.OPENAI_API_KEY);
  const baseUrl = given(environment.OPENAI_BASE_URL);
  if (engine === 'rules' || (engine === null && apiKey === undefined && baseUrl === undefined)) return null;
  return {
    apiKey,
    baseUrl,
    model: given(environment.OPENAI_MODEL) ?? recommendedOpenaiModel,
    organization: given(environment.OPENAI_ORGANIZATION),
  };
}

/** A variable that is set to nothing is not set. */
function given(value: string | undefined): string | undefined {
  return value?.trim() || undefined;
}
