import { decodeJwt, decodeProtectedHeader, SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { checkOrganizations } from '../../src/checks/index.js';
import type { CheckReport } from '../../src/index.js';
import type { BrokenHost, ForgedAnswers } from '../fixtures/broken-host.js';
import { brokenHosts } from '../fixtures/broken-hosts.js';
import { brokenRefusals } from '../fixtures/broken-refusals.js';
import { checkSecret, forgeToCheck } from '../fixtures/forge-to-check.js';

const allBroken = [...brokenHosts, ...brokenRefusals];
const slowPaths = ['health', 'usage'] as const;

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
  test.each(allBroken)('$break', async ({ host, fails }: BrokenHost) => {
    const { handle, forged, checksOf } = hostToCheck();
    expect(failedIn(await checksOf(host(handle, forged)).run())).toEqual(fails);
  });

  test.each(slowPaths)('answers GET /%s too late', async (path) => {
    const { handle, checksOf } = hostToCheck();
    const slow = async (request: Request) => {
      if (request.url.endsWith(`/${path}`)) await new Promise((resolve) => setTimeout(resolve, 60));
      return handle(request);
    };
    const name = `performance.latency-${path}`;
    const report = await checksOf(slow, { latencyBudgetMs: 50 }).run({ only: [name] });
    expect(failedIn(report)).toEqual([name]);
  });

  test('and no check is there that nothing fails', () => {
    const failed = new Set(allBroken.flatMap(({ fails }) => fails));
    for (const path of slowPaths) failed.add(`performance.latency-${path}`);
    const names = hostToCheck()
      .checksOf()
      .list.map(({ name }) => name);
    expect(names.filter((name) => !failed.has(name))).toEqual([]);
  });
});
