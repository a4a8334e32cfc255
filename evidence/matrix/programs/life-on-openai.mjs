import { openaiModel } from 'promptforge';
import { memoryStorage } from 'promptforge/adapters/memory';
import { scriptedJudgement, scriptedRewrite } from 'promptforge/testing';
import { lifeOfAForge } from './life-of-a-forge.mjs';
import { answer, startScriptedOpenai } from './scripted-openai.mjs';

/** Asks a server that speaks OpenAI's language, by the API that is named: `responses` or `chat`. */
const api = process.argv[2];
const better = 'Write a welcome e-mail of 120 words for {name}, who signed up for our invoicing tool today.';
const server = await startScriptedOpenai(({ purpose, user }) => {
  if (purpose === 'judge') return answer(scriptedJudgement(user.includes(better) ? 4 : 2));
  if (purpose !== 'compare') return answer(scriptedRewrite(better));
  const isFirst = user.includes(`"first":${JSON.stringify(better)}`);
  return answer({ for_first: '', for_second: '', better: isFirst ? 'first' : 'second' });
});
const model = openaiModel({ apiKey: 'key', model: 'gpt-6-luna', fetch: server.fetch, api });
const { engine, optimized, usage } = await lifeOfAForge((name) => import(name), memoryStorage(), { model });
// Rejects when anything was sent that OpenAI's published description does not allow.
await server.close();
const apis = [...new Set(server.requests.map((request) => request.api))];
if (apis.join() !== api) throw new Error(`It was asked by ${apis}.`);
if (engine !== 'model' || optimized.prompt !== better || usage.inputTokens === 0) throw new Error(optimized.prompt);
