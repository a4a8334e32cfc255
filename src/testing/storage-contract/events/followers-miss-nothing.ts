import assert from 'node:assert/strict';
import type { Storage, TelemetryEvent, TenantScope } from '../../../storage.js';
import type { ContractSpec } from '../contract-spec.js';
import { assertRejectsWith } from '../fixtures/assert-rejects-with.js';
import { inParallel } from '../fixtures/in-parallel.js';
import { newTenant } from '../fixtures/new-tenant.js';
import { reserveRun } from '../fixtures/reserve-run.js';
import { settlement } from '../fixtures/settlement.js';
import { telemetryEvent } from '../fixtures/telemetry-event.js';

const everybody = { userId: null, limit: 100 };

async function startNow(storage: Storage, scope: TenantScope): Promise<string> {
  const { events, cursor, more } = await storage.events.follow(scope, { ...everybody, after: null });
  assert.deepEqual({ events, more }, { events: [], more: false });
  return cursor;
}

/** Follows until there is no more. */
async function readOn(storage: Storage, scope: TenantScope, from: string, limit = 100) {
  const events: TelemetryEvent[] = [];
  for (let cursor = from; ; ) {
    const page = await storage.events.follow(scope, { userId: null, after: cursor, limit });
    assert.ok(page.events.length <= limit);
    events.push(...page.events.map(({ event }) => event));
    cursor = page.cursor;
    if (!page.more) return { events, cursor };
  }
}

const nameOf = ({ runId, sequence }: TelemetryEvent) => `${runId} ${sequence}`;

export const followersMissNothing: readonly ContractSpec[] = [
  {
    promise: 'whoever follows from now on gets what is written later, by append and by settlement, and nothing else',
    async verify({ storage, scope }) {
      const earlier = telemetryEvent(scope, `run ${scope.orgId}`, 1);
      await storage.events.append(scope, [earlier]);
      const cursor = await startNow(storage, scope);
      const later = telemetryEvent(scope, `run ${scope.orgId}`, 2);
      await storage.events.append(scope, [later, earlier]);
      const { id } = await reserveRun(storage, scope);
      const settled = telemetryEvent(scope, id, 1);
      await storage.ledger.settle(scope, settlement(id, { events: [settled] }));
      const first = await readOn(storage, scope, cursor);
      assert.deepEqual(first.events, [later, settled]);
      const second = await readOn(storage, scope, first.cursor);
      assert.deepEqual(second.events, [], 'nothing comes twice');
      assert.deepEqual((await readOn(storage, scope, cursor)).events, [later, settled], 'an old place is still one');
    },
  },
  {
    promise: 'pages and the cursors of single events lose nothing and repeat nothing',
    async verify({ storage, scope }) {
      const cursor = await startNow(storage, scope);
      const written = [1, 2, 3, 4, 5, 6, 7].map((sequence) =>
        telemetryEvent(scope, `run/${scope.orgId}/with/slashes`, sequence),
      );
      await storage.events.append(scope, written.slice(0, 4));
      await storage.events.append(scope, written.slice(4));
      for (const limit of [1, 2, 3, 7, 8]) {
        assert.deepEqual((await readOn(storage, scope, cursor, limit)).events, written, `pages of ${limit}`);
      }
      const { events } = await storage.events.follow(scope, { ...everybody, after: cursor });
      for (const [index, { cursor: place }] of events.entries()) {
        assert.deepEqual((await readOn(storage, scope, place)).events, written.slice(index + 1));
      }
    },
  },
  {
    promise: 'whoever goes on from the middle of a page gets at once what was written since',
    async verify({ storage, scope }) {
      const cursor = await startNow(storage, scope);
      const [first, second, third] = [1, 2, 3].map((sequence) => telemetryEvent(scope, `run ${scope.orgId}`, sequence));
      assert.ok(first && second && third);
      await storage.events.append(scope, [first, second]);
      const { events } = await storage.events.follow(scope, { ...everybody, after: cursor });
      await storage.events.append(scope, [third]);
      const [afterFirst, afterSecond] = events.map((followed) => followed.cursor);
      assert.deepEqual((await readOn(storage, scope, afterFirst ?? '')).events, [second, third]);
      assert.deepEqual((await readOn(storage, scope, afterSecond ?? '')).events, [third]);
    },
  },
  {
    promise: 'a follower beside 200 events written at once gets each of them exactly once',
    async verify({ storage, scope }) {
      let cursor = await startNow(storage, scope);
      const seen: string[] = [];
      let writing = true;
      const follower = (async () => {
        for (let last = false; ; ) {
          const read = await readOn(storage, scope, cursor, 7);
          seen.push(...read.events.map(nameOf));
          cursor = read.cursor;
          if (last) return;
          last = !writing;
        }
      })();
      const expected: string[] = [];
      await inParallel(40, async (index) => {
        const events = [1, 2, 3, 4, 5].map((sequence) => telemetryEvent(scope, `run ${index}`, sequence));
        expected.push(...events.map(nameOf));
        await storage.events.append(scope, events);
      });
      writing = false;
      await follower;
      assert.deepEqual(seen.toSorted(), expected.toSorted());
    },
  },
  {
    promise: 'a follower gets events of their organization alone, and of one user when asked for that',
    async verify({ storage, scope }) {
      const other = newTenant();
      const cursor = await startNow(storage, scope);
      const runId = `run ${scope.orgId}`;
      const own = telemetryEvent(scope, runId, 1);
      const colleagues = telemetryEvent(scope, runId, 2, { userId: 'bob' });
      await storage.events.append(other, [telemetryEvent(other, runId, 1)]);
      await storage.events.append(scope, [own, colleagues]);
      assert.deepEqual((await readOn(storage, scope, cursor)).events, [own, colleagues]);
      const { events } = await storage.events.follow(scope, { userId: 'bob', after: cursor, limit: 10 });
      assert.deepEqual(
        events.map(({ event }) => event),
        [colleagues],
      );
    },
  },
  {
    promise: 'a cursor that no page came with is rejected as request_invalid',
    async verify({ storage, scope }) {
      const cursor = await startNow(storage, scope);
      for (const after of ['', 'x', '5', `${cursor}x`, `x${cursor}`, '9:1:', '1:9:9', '1:9:3,2/2:9:', `${cursor}/`]) {
        await assertRejectsWith('request_invalid', () => storage.events.follow(scope, { ...everybody, after }));
      }
    },
  },
  {
    promise: 'a watcher is called at once, and again for events of their organization, until they stop',
    async verify({ storage, scope }) {
      const stopping = new AbortController();
      let calls = 0;
      let wake = () => {};
      const calledAgain = () =>
        new Promise<void>((resolve) => {
          wake = resolve;
        });
      const first = calledAgain();
      await storage.events.watch(scope, {
        signal: stopping.signal,
        onSignal: () => {
          calls += 1;
          wake();
        },
      });
      await first;
      const second = calledAgain();
      await storage.events.append(scope, [telemetryEvent(scope, `run ${scope.orgId}`, 1)]);
      await second;
      stopping.abort();
      // What was on its way when it was stopped may still arrive.
      await storage.events.append(scope, []);
      const before = calls;
      await storage.events.append(scope, [telemetryEvent(scope, `run ${scope.orgId}`, 2)]);
      await storage.events.ofRun(scope, { runId: `run ${scope.orgId}`, after: 0, limit: 1 });
      assert.ok(calls <= before + 1);
      const stopped = AbortSignal.abort();
      await storage.events.watch(scope, { signal: stopped, onSignal: () => assert.fail('was stopped before') });
    },
  },
];
