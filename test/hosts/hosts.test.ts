import type { Server } from 'node:http';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { forgeWithModel } from '../fixtures/forge-with-model.js';
import { hostCases } from './host-cases.js';
import { addressOf, trialHosts } from './trial-hosts.js';

describe.each(trialHosts)('%s', (_name, serverOf) => {
  const { forge, tokenFor } = forgeWithModel([], { engine: 'rules' });
  let users = 0;
  const newToken = () => {
    users += 1;
    return tokenFor({ userId: `user-${users}`, orgId: `org-${users}` });
  };
  let server: Server;
  let url: string;

  beforeAll(async () => {
    server = serverOf(forge);
    url = await addressOf(server);
  });
  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await forge.close();
  });

  test.each(hostCases.map(({ promise, run }) => [promise, run] as const))('%s', (_promise, run) =>
    run({ url, newToken }));
});
