import { once } from 'node:events';
import express from 'express';
import { expressHandler, guard } from 'promptforge/express';
import { createHandler } from 'promptforge/http';
import { expectAnswers, smallForge } from './small-forge.mjs';

const { forge, requests } = await smallForge();
const app = express();
app.use('/api', expressHandler(createHandler(forge)));
app.get('/report', guard(forge), (_request, response) => {
  response.send(`for ${response.locals.promptforge.principal.userId}`);
});
const server = app.listen(0, '127.0.0.1');
await once(server, 'listening');
await expectAnswers(requests(`http://127.0.0.1:${server.address().port}`).map((request) => fetch(request)));
server.closeAllConnections();
server.close();
await forge.close();
