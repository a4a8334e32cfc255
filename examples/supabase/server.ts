/** A Hono application on a Supabase project that gains a paid prompt editor, with pages to use it by. */
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { honoHandler } from 'promptforge/hono';
import { createHandler } from 'promptforge/http';
import { choosePlan } from './choose-plan.js';
import { cookies, forge } from './forge.js';
import { pages, securityHeaders } from './pages.js';
import { project } from './project.js';
import { supabaseSignIn } from './supabase-sign-in.js';

const { PORT = '3000' } = process.env;

await forge.setup();

const app = new Hono();
app.use(securityHeaders);
if (project !== null) app.route('/api', supabaseSignIn(project));
app.all('/api/*', honoHandler(createHandler(forge, { cookies, signInUrl: '/sign-in?next=/api/dashboard' })));
app.post('/account/plan', ({ req }) => choosePlan(req.raw));
app.use(pages);

// Runs whose process died are ended, and give back what they held.
const upkeep = setInterval(() => forge.maintain().catch(console.error), 60_000);

const server = serve({ fetch: app.fetch, port: Number(PORT) }, ({ port }) => {
  const url = `http://localhost:${port}`;
  process.env.APP_URL ??= url;
  const signUp = project === null ? 'links of e-mails are printed here' : `people sign in at ${project.url}`;
  console.log(`listening on ${url}\n\nOpen it and make an account: ${signUp}.`);
});

// Runs under way are settled before the process ends; live figures, which would go on, end at once.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    clearInterval(upkeep);
    server.close();
    if ('closeIdleConnections' in server) server.closeIdleConnections();
    forge.close().catch(console.error);
  });
}
