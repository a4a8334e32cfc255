import { decodeJwt, decodeProtectedHeader, SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { checkOrganizations } from '../../src/checks/index.js';
import type { CheckReport } from '../../src/index.js';
import { type BrokenHost, brokenHosts, type ForgedAnswers } from '../fixtures/broken-hosts.js';
import { checkSecret, forgeToCheck } from '../fixtures/forge-to-check.js';

const failedIn = ({ outcomes }: CheckReport) =>
  outcomes
    .filter(({ status }) => status === 'failed')
    .map(({ name }) => name)
    .sort();

function hostToCheck() {
  const world = forgeToCheck();
  const { forge, storage } = world;
  const forged: ForgedAnswers = {
    async resigned(token) {
      const { alg = 'none', ...header } = decodeProtectedHeader(token);
      const named = { ...header, alg: alg === 'none' ? 'HS256' : alg };
      const signed = new SignJWT(decodeJwt(token)).setProtectedHeader(named);
      return signed.sign(new TextEncoder().encode(checkSecret));
    },
    async tokenOfRun(runId) {
      const orgId = checkOrganizations.tenant;
      const run = await storage.ledger.get({ orgId }, runId);
      if (run === null) return null;
      return (await forge.sessions.issue({ userId: run.userId, orgId, role: 'owner' })).accessToken;
    },
  };
  return { ...world, forged };
}

test('a healthy host passes all checks', async () => {
  const report = await hostToCheck().checksOf().run();
  expect(failedIn(report)).toEqual([]);
  expect(report).toMatchObject({ score: 100, isComplete: true, isCleanedUp: true });
});

describe('a host that is broken fails the checks of what is broken, and no others', () => {
  test.each(brokenHosts)('$break', async ({ host, fails }: BrokenHost) => {
    const { handle, forged, checksOf } = hostToCheck();
    expect(failedIn(await checksOf(host(handle, forged)).run())).toEqual(fails);
  });

  test('answers too late', async () => {
    const { handle, checksOf } = hostToCheck();
    const slow = async (request: Request) => {
      if (request.url.endsWith('/usage')) await new Promise((resolve) => setTimeout(resolve, 60));
      return handle(request);
    };
    const report = await checksOf(slow, { latencyBudgetMs: 50 }).run({ only: ['performance.latency-usage'] });
    expect(failedIn(report)).toEqual(['performance.latency-usage']);
  });
});
