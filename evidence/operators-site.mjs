import { once } from 'node:events';
import { createServer } from 'node:http';

/** A site of the built library whose operator has run the checks twice. Needs `npm run build`. */
export async function operatorsSite() {
  const [{ PromptForge }, { memoryStorage }, { createHandler, sessionCookies }, { nodeHandler }, { createChecks }] =
    await Promise.all([
      import('../dist/index.js'),
      import('../dist/adapters/memory.js'),
      import('../dist/http.js'),
      import('../dist/node.js'),
      import('../dist/checks.js'),
    ]);
  const secret = 'a secret of more than thirty-two bytes, for pictures';
  const forge = new PromptForge({
    storage: memoryStorage(),
    engine: 'rules',
    session: { secret },
    operators: ['staff'],
  });
  const checks = createChecks({ forge });
  const handle = createHandler(forge, { cookies: sessionCookies({ secure: false }), checks });
  for (const skip of [['security.expired-token'], []]) await checks.run({ target: handle, skip });
  const server = createServer(nodeHandler(handle)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { accessToken } = await forge.sessions.issue({ userId: 'olga', orgId: 'staff', role: 'owner' });
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    token: accessToken,
    stop: () => server.close().closeAllConnections?.(),
  };
}
