import express from 'express';
import { expect, expectTypeOf, test } from 'vitest';
import { guard } from '../../adapters/express/index.js';
import type { Principal, PromptForge } from '../../src/index.js';
import { forgeWithModel } from '../fixtures/forge-with-model.js';

function appWith(forge: PromptForge) {
  const app = express();
  app.use('/all', guard(forge, { calls: 2 }));
  app.get('/one', guard(forge), express.json(), (_asked, answered) => {
    expectTypeOf(answered.locals.promptforge.principal).toEqualTypeOf<Principal>();
  });
  app.get('/typed', guard(forge, { feature: 'analytics' }), (_asked, answered: express.Response) => {
    answered.send('typed by the host');
  });
  express.Router().use(guard(forge));
  return app;
}

test('a guard fits wherever Express takes a handler, and tells the type of what it leaves', () => {
  expect(appWith(forgeWithModel([], { engine: 'rules' }).forge)).toBeTypeOf('function');
});
