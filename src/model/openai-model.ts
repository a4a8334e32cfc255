import { type Model, modelContractVersion } from '../ports/model.js';
import { mostInputTokens } from './count-input-tokens.js';
import { generateAnswer } from './generate-answer.js';
import { type ModelState, modelGate } from './model-gate.js';
import { openaiChat } from './openai-chat.js';
import { openaiClient } from './openai-client.js';
import { type OpenaiModelOptions, parseOpenaiOptions } from './openai-options.js';
import { openaiResponses } from './openai-responses.js';
import { outputLadder } from './output-ladder.js';
import { priceTokens } from './price.js';
import { schemaInstruction } from './schema-instruction.js';
import { strictSchema } from './structured-output.js';
import type { Vendor } from './vendor.js';

/** OpenTelemetry's names where it has one. */
const providerNames = {
  openai: 'openai',
  azure: 'azure.ai.openai',
  other: 'openai_compatible',
} as const satisfies Record<Vendor, string>;

/** Other servers run other tokenizers, which cut the same text into up to this many times the tokens. */
const foreignTokenizer = 1.5;

/** A model that knows how it is doing in this process. */
export interface OpenaiModel extends Model {
  /** For a health check: it asks nobody. */
  readonly state: () => ModelState;
}

/**
 * A model at OpenAI, at Azure, or at any server that speaks OpenAI's language.
 *
 * @throws PromptForgeError `config_invalid` or `model_key_missing`.
 */
export function openaiModel(options: OpenaiModelOptions): OpenaiModel {
  const settings = parseOpenaiOptions(options);
  const client = openaiClient(settings);
  const open = settings.api === 'responses' ? openaiResponses(client, settings) : openaiChat(client, settings);
  const ladder = outputLadder(settings.vendor);
  const gate = modelGate(settings);
  return Object.freeze<OpenaiModel>({
    contract: modelContractVersion,
    id: settings.model,
    provider: providerNames[settings.vendor],
    generate: (request) => generateAnswer(request, { open, gate, settings, ladder }),
    countInput: async (request) => {
      const schema = request.schema === null ? null : strictSchema(request.schema);
      const system = request.system + schemaInstruction(schema, settings.vendor);
      const counted = await mostInputTokens({ system, user: request.user, schema });
      return settings.vendor === 'other' ? Math.ceil(counted * foreignTokenizer) : counted;
    },
    price: (usage) => priceTokens(usage, { ...settings, at: settings.clock.now() }),
    state: gate.state,
  });
}
