/**
 * An existing Express application that gains a paid prompt editor.
 *
 * Without OPENAI_API_KEY it works by rules; with it, the same routes ask the model.
 */
import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { openaiModel, PromptForge, recommendedOpenaiModel } from 'promptforge';
import { pgliteStorage } from 'promptforge/adapters/pglite';
import { expressHandler } from 'promptforge/express';
import { createHandler } from 'promptforge/http';

const { OPENAI_API_KEY, OPENAI_BASE_URL, OPENAI_MODEL, JWT_SECRET, PORT = '3000' } = process.env;

const forge = new PromptForge({
  storage: pgliteStorage({ dataDir: '.promptforge' }),
  // Without JWT_SECRET, tokens end with the process.
  session: { secret: JWT_SECRET ?? randomBytes(48) },
  ...(OPENAI_API_KEY || OPENAI_BASE_URL
    ? {
        model: openaiModel({
          apiKey: OPENAI_API_KEY,
          baseUrl: OPENAI_BASE_URL,
          model: OPENAI_MODEL ?? recommendedOpenaiModel,
        }),
      }
    : { engine: 'rules' as const }),
  onError: (error, { during }) => console.error(`promptforge, ${during}:`, error),
});
await forge.setup();

const app = express();
app.get('/', (_request, response) => {
  response.type('text').send('The application of the host. PromptForge answers below /api.\n');
});
app.use('/api', expressHandler(createHandler(forge)));

// Runs whose process died are ended, and give back what they held.
const upkeep = setInterval(() => forge.maintain().catch(console.error), 60_000);

const server = app.listen(Number(PORT), async (error?: Error) => {
  if (error) throw new Error(`Port ${PORT} cannot be used; try another one: PORT=3001 npm start`, { cause: error });
  const { port } = server.address() as AddressInfo;
  // A real application issues a token after its own sign-in; here one is made for trying it out.
  const { accessToken } = await forge.sessions.issue({ userId: 'example-user' });
  console.log(`listening on http://localhost:${port}

Try it:
curl -s http://localhost:${port}/api/gpt-editor \\
  -H 'authorization: Bearer ${accessToken}' -H 'content-type: application/json' \\
  -d '{"prompt":"Write a welcome e-mail for {name}, who signed up for our invoicing tool.","sevenD":{"domain":"saas","output_format":"md"}}'
`);
});

// Runs under way are settled before the process ends.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    clearInterval(upkeep);
    server.close(() => forge.close());
    server.closeIdleConnections();
  });
}
