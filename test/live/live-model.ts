import type { OpenaiModelOptions } from '../../src/index.js';
import { recommendedOpenaiModel } from '../../src/index.js';

const given = (name: string): string | undefined => process.env[name]?.trim() || undefined;
const apiKey = given('OPENAI_API_KEY');
const baseUrl = given('OPENAI_BASE_URL');

/** The model that the environment names; null when it names neither a key nor a server. */
export const liveModel: OpenaiModelOptions | null =
  apiKey === undefined && baseUrl === undefined
    ? null
    : { apiKey, baseUrl, model: given('OPENAI_MODEL') ?? recommendedOpenaiModel };

/** In the name of what is skipped, so that nobody takes it for a test that passed. */
export const whySkipped = liveModel === null ? ' (skipped: neither OPENAI_API_KEY nor OPENAI_BASE_URL is set)' : '';

if (whySkipped !== '') console.warn(`The live tests are left out${whySkipped}.`);
