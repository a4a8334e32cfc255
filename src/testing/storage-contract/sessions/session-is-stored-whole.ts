import assert from 'node:assert/strict';
import { dayMs, hourMs } from '../contract-clock.js';
import type { ContractSpec } from '../contract-spec.js';
import { unusualText } from '../fidelity/unusual-text.js';
import { allPages, noCursors } from '../fixtures/all-pages.js';
import { assertRejectsWith } from '../fixtures/assert-rejects-with.js';
import { countOutcomes } from '../fixtures/count-outcomes.js';
import { inParallel } from '../fixtures/in-parallel.js';
import { newTenant } from '../fixtures/new-tenant.js';
import { newUser } from '../fixtures/new-user.js';
import { idsOfAllKinds, sortedByBytes } from '../fixtures/sorted-by-bytes.js';
import { newLoginSession, newTokenHash, openSession, rotation } from './new-login-session.js';

export const sessionIsStoredWhole: readonly ContractSpec[] = [
  {
    promise: 'a session comes back as it was opened, with its times by the clock of the storage, and without its token',
    async verify({ storage, scope, clock }) {
      for (const [index, text] of unusualText.entries()) {
        const user = { userId: `${text} ${scope.orgId}` };
        const idleTimeoutMs = index % 2 === 0 ? hourMs : null;
        const opened = newLoginSession(user, { id: text, device: index % 3 === 0 ? null : text, idleTimeoutMs });
        const expected = {
          id: text,
          userId: user.userId,
          orgId: scope.orgId,
          role: opened.role,
          device: opened.device,
          createdAt: clock.now(),
          lastUsedAt: clock.now(),
          expiresAt: clock.now() + 30 * dayMs,
          idleTimeoutMs,
          revokedAt: null,
          revokedReason: null,
        };
        assert.deepEqual(await openSession(storage, scope, opened), expected);
        assert.deepEqual(await storage.sessions.get(user, text), expected);
        const page = await storage.sessions.list(user, { limit: 5, after: null });
        assert.deepEqual(page, { items: [expected], next: null });
      }
    },
  },
  {
    promise: 'a session that is opened again is left as it is, and the second token opens nothing',
    async verify({ storage, scope, clock }) {
      const opened = newLoginSession(newUser());
      const first = await openSession(storage, scope, opened);
      clock.advance(1);
      const second = { ...opened, tokenHash: newTokenHash(), device: 'another' };
      assert.deepEqual(await storage.sessions.create(newTenant(), second), { outcome: 'exists' });
      assert.deepEqual(await storage.sessions.get(opened, opened.id), first);
      assert.deepEqual(await storage.sessions.rotate(rotation(second.tokenHash)), { outcome: 'unknown' });
    },
  },
  {
    promise: 'of 20 callers who open one session at once exactly one does',
    async verify({ storage: { sessions }, scope }) {
      const opened = newLoginSession(newUser());
      const tokens = Array.from({ length: 20 }, newTokenHash);
      const answers = await inParallel(20, (index) =>
        sessions.create(scope, { ...opened, tokenHash: tokens[index] ?? '' }),
      );
      assert.deepEqual(countOutcomes(answers), { created: 1, exists: 19 });
      const rotated = await inParallel(20, (index) => sessions.rotate(rotation(tokens[index] ?? '')));
      assert.deepEqual(countOutcomes(rotated), { rotated: 1, unknown: 19 });
    },
  },
  {
    promise: 'a token in place of a hash, and a token that was given out before, are rejected as internal',
    async verify({ storage, scope }) {
      const { sessions } = storage;
      const user = newUser();
      const opened = newLoginSession(user);
      const session = await openSession(storage, scope, opened);
      for (const tokenHash of ['', 'token', newTokenHash().toUpperCase(), `${newTokenHash()}\n`, opened.tokenHash]) {
        const next = newLoginSession(user, { tokenHash });
        await assertRejectsWith('internal', () => sessions.create(scope, next), 'create');
        assert.equal(await sessions.get(user, next.id), null);
        const again = { ...rotation(opened.tokenHash), nextHash: tokenHash };
        await assertRejectsWith('internal', () => sessions.rotate(again), 'rotate');
      }
      assert.deepEqual(await sessions.get(user, opened.id), session);
      const graceless = rotation(opened.tokenHash, { graceMs: 0 });
      assert.equal((await sessions.rotate(graceless)).outcome, 'rotated', 'the token was not replaced');
    },
  },
  {
    promise: 'a time that no session can live or wait for is rejected as internal, and nothing is written',
    async verify({ storage, scope }) {
      const { sessions } = storage;
      const opened = newLoginSession(newUser());
      const session = await openSession(storage, scope, opened);
      for (const time of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
        for (const times of [{ lifetimeMs: time }, { idleTimeoutMs: time }]) {
          const next = newLoginSession(opened, times);
          await assertRejectsWith('internal', () => sessions.create(scope, next), `${time}`);
          assert.equal(await sessions.get(next, next.id), null);
        }
        for (const times of [{ lifetimeMs: time }, { graceMs: time }]) {
          const rotate = () => sessions.rotate(rotation(opened.tokenHash, times));
          await assertRejectsWith('internal', rotate, `${time}`);
        }
      }
      assert.deepEqual(await sessions.get(opened, opened.id), session);
    },
  },
  {
    promise: 'sessions are listed newest first, those of one instant by descending bytes of their id, on any pages',
    async verify({ storage, scope, clock }) {
      const user = newUser();
      for (const id of idsOfAllKinds) await openSession(storage, scope, newLoginSession(user, { id }));
      clock.advance(1);
      for (const id of ['1', '2']) await openSession(storage, newTenant(), newLoginSession(user, { id }));
      const expected = ['2', '1', ...sortedByBytes(idsOfAllKinds).toReversed()];
      for (const limit of [1, 3, expected.length]) {
        const seen = await allPages(limit, (page) => storage.sessions.list(user, page));
        assert.deepEqual(
          seen.map(({ id }) => id),
          expected,
        );
      }
      for (const after of noCursors) {
        const list = () => storage.sessions.list(user, { limit: 5, after });
        await assertRejectsWith('request_invalid', list, JSON.stringify(after));
      }
    },
  },
  {
    promise: 'paging shows every session once, while new ones are opened and others end',
    async verify({ storage, scope, clock }) {
      const user = newUser();
      const ids: string[] = [];
      for (let index = 0; index < 7; index += 1) {
        if (index % 3 === 0) clock.advance(1);
        ids.push((await openSession(storage, scope, newLoginSession(user))).id);
      }
      const seen = await allPages(
        2,
        (page) => storage.sessions.list(user, page),
        async () => {
          clock.advance(1);
          await openSession(storage, scope, newLoginSession(user));
          await storage.sessions.revoke(user, ids[0] ?? '', { reason: 'test', denyForMs: null });
        },
      );
      assert.deepEqual(seen.map(({ id }) => id).sort(), ids.sort());
    },
  },
];
