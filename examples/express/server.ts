/** An existing Express application that gains a paid prompt editor, with pages to use it by. */
import type { AddressInfo } from 'node:net';
import express from 'express';
import { expressHandler } from 'promptforge/express';
import { createHandler } from 'promptforge/http';
import { choosePlan } from './choose-plan.js';
import { cookies, forge } from './forge.js';
import { pages, securityHeaders } from './pages.js';

const { PORT = '3000' } = process.env;

await forge.setup();

const app = express();
app.disable('x-powered-by');
app.use(securityHeaders);
app.use('/api', expressHandler(createHandler(forge, { cookies, signInUrl: '/sign-in?next=/api/dashboard' })));
app.post('/account/plan', expressHandler(choosePlan));
app.use(pages);

// Runs whose process died are ended, and give back what they held.
const upkeep = setInterval(() => forge.maintain().catch(console.error), 60_000);

const server = app.listen(Number(PORT), async (error?: Error) => {
  if (error) throw new Error(`Port ${PORT} cannot be used; try another one: PORT=3001 npm start`, { cause: error });
  const { port } = server.address() as AddressInfo;
  const url = `http://localhost:${port}`;
  process.env.APP_URL ??= url;
  // For trying the routes without the pages. Whoever signs in there has a session of their own.
  const { accessToken } = await forge.sessions.issue({ userId: 'example-user' });
  console.log(`listening on ${url}

Open it and make an account: links of e-mails are printed here. Or try it by hand:
curl -s ${url}/api/gpt-editor \\
  -H 'authorization: Bearer ${accessToken}' -H 'content-type: application/json' \\
  -d '{"prompt":"Write a welcome e-mail for {name}, who signed up for our invoicing tool.","sevenD":{"domain":"saas","output_format":"md"}}'
`);
});

// Runs under way are settled before the process ends; live figures, which would go on, end at once.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    clearInterval(upkeep);
    server.close();
    server.closeIdleConnections();
    forge.close().catch(console.error);
  });
}
