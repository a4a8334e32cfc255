import { Hono } from 'hono';
import { guard, honoHandler } from 'promptforge/hono';
import { createHandler } from 'promptforge/http';
import { expectAnswers, smallForge } from './small-forge.mjs';

const { forge, requests } = await smallForge();
const app = new Hono();
app.all('/api/*', honoHandler(createHandler(forge)));
app.get('/report', guard(forge), (context) => context.text(`for ${context.var.promptforge.principal.userId}`));
await expectAnswers(requests('http://127.0.0.1').map((request) => app.fetch(request)));
await forge.close();
