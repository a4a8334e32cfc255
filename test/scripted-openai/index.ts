/**
 * A scripted OpenAI-compatible server for tests:
 *
 *     const server = await startScriptedOpenai(({ purpose }) => answer(purpose === 'judge' ? scores : rewritten));
 *     const model = openaiModel({ apiKey: 'sk-test', model: 'gpt-6-luna', fetch: server.fetch });
 *     ...
 *     await server.close(); // rejects if the script or our code sent anything OpenAI would not
 */
export { answerBySchema } from './answer-by-schema.js';
export { leapingClock } from './leaping-clock.js';
export type { ScriptedAnswer, ScriptedTokens } from './scripted-answer.js';
export {
  answer,
  badRequest,
  closed,
  cut,
  filtered,
  gaveUp,
  hanging,
  insufficientQuota,
  moderation,
  rateLimited,
  rawText,
  refusal,
  serverError,
  stalled,
  truncated,
  unknownModel,
  wrongKey,
} from './scripted-answer.js';
export type { ScriptedRequest } from './scripted-request.js';
export {
  inTurn,
  type LedgerEntry,
  type OpenaiScript,
  type ScriptedOpenai,
  startScriptedOpenai,
} from './start-scripted-openai.js';
