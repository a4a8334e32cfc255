import { once } from 'node:events';
import { Agent, createServer, type RequestListener, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { memoryStorage } from '../adapters/memory/index.js';
import { nodeHandler } from '../adapters/node/index.js';
import { createHandler } from '../src/http/index.js';
import { PromptForge } from '../src/index.js';
import { scriptedJudgement } from '../src/testing/scripted-answers.js';
import { scriptedModel } from '../src/testing/scripted-model.js';
import { planWith } from '../test/fixtures/plan-with.js';
import { benchOptions } from './bench-options.js';
import { inTurns } from './in-turns.js';
import { operationsPerSecond } from './operations-per-second.js';
import { barTable, rateBar } from './report/bar.js';
import { machineLines } from './report/machine.js';
import { rateTable } from './report/rate-table.js';

const options = benchOptions({ rounds: 7, turnMs: 4_000 });
const { rounds, turnMs } = options;
const modelMs = 200;
const bare = 'node:http alone';
const ours = 'promptforge on node:http';
const body = JSON.stringify({
  prompt: 'Write a release note for our billing export, for accountants.',
  sevenD: { domain: 'saas', output_format: 'md' },
});

let modelCalls = 0;
const model = scriptedModel(async () => {
  modelCalls += 1;
  await pause(modelMs);
  return scriptedJudgement(4);
});
const forge = new PromptForge({
  storage: memoryStorage(),
  model,
  session: { secret: 'a secret of the benches, longer than 32 bytes', maxLifetimeSeconds: 86_400 },
  plans: [planWith({ 'user-calls-month': 1_000_000_000 })],
  // Every run asks the model.
  cache: false,
});

async function listening(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const urls = new Map([
  [
    bare,
    await listening(async (asked, answered) => {
      await json(asked);
      await pause(modelMs);
      answered.writeHead(200, { 'content-type': 'application/json' }).end(body);
    }),
  ],
  [ours, await listening(nodeHandler(createHandler(forge)))],
]);
const authorization = `Bearer ${(await forge.sessions.issue({ userId: 'ada', expiresInSeconds: 80_000 })).accessToken}`;
const agent = new Agent({ keepAlive: true });

async function ask(url: string): Promise<void> {
  const headers = { authorization, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  const asked = request(`${url}/api/score`, { method: 'POST', agent, headers });
  const answered = once(asked, 'response');
  asked.end(body);
  const [response] = await answered;
  await json(response);
  if (response.statusCode !== 200) throw new Error(`Somebody was answered ${response.statusCode}.`);
}

console.log('# A handler with a model behind it\n');
const load = `${rounds} rounds of ${turnMs} ms each; POST /api/score, and a model that takes ${modelMs} ms`;
console.log(machineLines(['openai'], { load }));
const bars = [];
for (const callers of [16, 64]) {
  const title = `${callers} callers`;
  for (const url of urls.values()) await operationsPerSecond({ callers, turnMs: modelMs }, () => ask(url));
  const contestants = [...urls].map(([name, url]) => ({ name, url }));
  const rates = await inTurns(contestants, rounds, ({ url }) =>
    operationsPerSecond({ callers, turnMs }, () => ask(url)),
  );
  console.log(`\n## ${title}\n\n${rateTable(rates, bare, bare, 'answers/s')}`);
  bars.push(rateBar(`${ours} / ${bare}, ${title}`, 0.9, rates, ours, bare));
}
console.log(`## Bars\n\n${barTable(bars)}`);
console.log(`\n${modelCalls} calls of the model.`);
process.exit();
