import assert from 'node:assert/strict';
import type { ContractSpec } from '../contract-spec.js';
import { assertOutcome } from '../fixtures/assert-outcome.js';
import { orgTokensPerMonth, userCallsPerHour } from '../fixtures/quota-limits.js';
import { reservation } from '../fixtures/reservation.js';
import { completeRun } from '../fixtures/reserve-run.js';
import { telemetryEvent } from '../fixtures/telemetry-event.js';
import { usedAmounts } from '../fixtures/used-amounts.js';
import { unusualText } from './unusual-text.js';

const limits = [userCallsPerHour(1_000), orgTokensPerMonth(1_000_000)];

export const idsMayHoldAnyCharacter: readonly ContractSpec[] = [
  {
    promise: 'users, runs and keys may have any name, and none is taken for another',
    async verify({ storage, scope }) {
      for (const name of unusualText) {
        const runId = `${name} of ${scope.orgId}`;
        const run = await completeRun(storage, scope, { runId, userId: name, idempotencyKey: name, limits });
        assert.deepEqual([run.id, run.userId, run.idempotencyKey], [runId, name, name]);
      }
      for (const name of unusualText) {
        const used = usedAmounts(await storage.ledger.peek(scope, { userId: name, limits }));
        const all = unusualText.length * 500;
        assert.deepEqual(used, { 'user-calls-hour': 1, 'org-tokens-month': all }, name);
        const { runs } = await storage.ledger.list(scope, { userId: name, limit: 5, after: null });
        assert.deepEqual(
          runs.map(({ id }) => id),
          [`${name} of ${scope.orgId}`],
        );
        const repeat = reservation({ userId: name, idempotencyKey: name, limits });
        assertOutcome(await storage.ledger.reserve(scope, repeat), 'replayed');
        assert.equal(await storage.ledger.eraseUser(scope, name), 1);
      }
    },
  },
  {
    promise: 'organizations may have any name, and none is taken for another',
    async verify({ storage, scope }) {
      const tenants = ['__proto__', 'constructor', ...unusualText.map((name) => `${name} ${scope.orgId}`)];
      for (const orgId of tenants) {
        const run = await completeRun(storage, { orgId }, { limits });
        assert.deepEqual(await storage.ledger.get({ orgId }, run.id), run);
        const event = telemetryEvent({ orgId }, run.id, 1);
        await storage.events.append({ orgId }, [event]);
        assert.deepEqual(await storage.events.ofRun({ orgId }, { runId: run.id, after: 0, limit: 5 }), [event]);
        assert.equal(await storage.ledger.eraseUser({ orgId }, 'ada'), 1);
      }
    },
  },
  {
    promise: 'names are compared byte by byte: case, accents, spaces and Unicode forms tell them apart',
    async verify({ storage, scope }) {
      const names = ['ada', 'Ada', 'ADA', 'ada ', ' ada', 'adá', 'ada\u0301', 'ad\u00e1\u200b', 'аda'];
      const amounts = { calls: 1, tokens: 0, cost: 0 };
      for (const userId of names) await storage.ledger.consume(scope, { userId, limits, amounts });
      for (const userId of names) {
        const windows = await storage.ledger.peek(scope, { userId, limits });
        assert.equal(usedAmounts(windows)['user-calls-hour'], 1, JSON.stringify(userId));
      }
    },
  },
  {
    promise: 'names that look alike when they are joined do not share windows or keys',
    async verify({ storage, scope }) {
      for (const separator of ['|', ':', '/', ',', ' ', '\n', '"', '","', '-', '\u001f', '\\']) {
        const left = { scope: { orgId: `${scope.orgId}${separator}a` }, userId: 'b', idempotencyKey: `c${separator}d` };
        const right = { scope, userId: `a${separator}b`, idempotencyKey: `c${separator}d` };
        const third = { scope: left.scope, userId: `b${separator}c`, idempotencyKey: 'd' };
        for (const { scope: tenant, ...named } of [left, right, third]) {
          const answer = assertOutcome(
            await storage.ledger.reserve(tenant, reservation({ ...named, limits })),
            'reserved',
          );
          assert.equal(usedAmounts(answer.windows)['user-calls-hour'], 1, JSON.stringify(separator));
        }
      }
    },
  },
];
