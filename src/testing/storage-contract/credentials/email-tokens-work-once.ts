import assert from 'node:assert/strict';
import { hourMs } from '../contract-clock.js';
import type { ContractSpec } from '../contract-spec.js';
import { assertRejectsWith } from '../fixtures/assert-rejects-with.js';
import { inParallel } from '../fixtures/in-parallel.js';
import { newUser } from '../fixtures/new-user.js';
import { createCredential, emailToken } from './new-credential.js';

export const emailTokensWorkOnce: readonly ContractSpec[] = [
  {
    promise: 'of 20 who redeem one token at once exactly one does, and the address is verified from then on',
    async verify({ storage, clock }) {
      const { credentials } = storage;
      const credential = await createCredential(storage);
      const token = emailToken('verify_email');
      assert.equal(await credentials.issueToken(credential, { ...token, lifetimeMs: hourMs }), clock.now() + hourMs);
      assert.deepEqual(await credentials.tokenOwner(token), { userId: credential.userId });
      clock.advance(hourMs - 1);
      const answers = await inParallel(20, () => credentials.redeemToken({ ...token, passwordHash: null }));
      const verified = { ...credential, emailVerifiedAt: clock.now() };
      assert.deepEqual(
        answers.filter((answer) => answer !== null),
        [verified],
      );
      assert.deepEqual(await credentials.load(credential), verified);
      assert.equal(await credentials.tokenOwner(token), null);
    },
  },
  {
    promise: 'a token that resets a password sets it once, verifies the address, and leaves no other token good',
    async verify({ storage, clock }) {
      const { credentials } = storage;
      const credential = await createCredential(storage);
      const verification = emailToken('verify_email');
      const reset = emailToken('reset_password');
      for (const token of [verification, reset]) {
        await credentials.issueToken(credential, { ...token, lifetimeMs: hourMs });
      }
      clock.advance(1);
      const answers = await inParallel(20, (index) =>
        credentials.redeemToken({ ...reset, passwordHash: `new ${index}` }),
      );
      const passwordHash = `new ${answers.findIndex((answer) => answer !== null)}`;
      const now = clock.now();
      const changed = { passwordHash, passwordVersion: 2, passwordChangedAt: now, emailVerifiedAt: now };
      assert.deepEqual(
        answers.filter((answer) => answer !== null),
        [{ ...credential, ...changed }],
      );
      assert.deepEqual(await credentials.load(credential), { ...credential, ...changed });
      assert.equal(await credentials.redeemToken({ ...verification, passwordHash: null }), null);
    },
  },
  {
    promise: 'an address that was verified stays verified since the first time',
    async verify({ storage, clock }) {
      const { credentials } = storage;
      const credential = await createCredential(storage);
      const verifiedAt = clock.now();
      for (const waited of [0, hourMs]) {
        clock.advance(waited);
        const token = emailToken('verify_email');
        await credentials.issueToken(credential, { ...token, lifetimeMs: hourMs });
        const answer = await credentials.redeemToken({ ...token, passwordHash: null });
        assert.equal(answer?.emailVerifiedAt, verifiedAt);
      }
    },
  },
  {
    promise: 'a newer token takes the place of the older one of its purpose, and of no other one',
    async verify({ storage }) {
      const { credentials } = storage;
      const credential = await createCredential(storage);
      const other = await createCredential(storage);
      const [older, newer] = [emailToken('verify_email'), emailToken('verify_email')];
      const bystanders = [emailToken('reset_password'), emailToken('verify_email')] as const;
      await credentials.issueToken(credential, { ...bystanders[0], lifetimeMs: hourMs });
      await credentials.issueToken(other, { ...bystanders[1], lifetimeMs: hourMs });
      for (const token of [older, newer]) await credentials.issueToken(credential, { ...token, lifetimeMs: hourMs });
      assert.equal(await credentials.redeemToken({ ...older, passwordHash: null }), null);
      assert.notEqual(await credentials.redeemToken({ ...newer, passwordHash: null }), null);
      assert.deepEqual(await credentials.tokenOwner(bystanders[0]), { userId: credential.userId });
      assert.deepEqual(await credentials.tokenOwner(bystanders[1]), { userId: other.userId });
    },
  },
  {
    promise: 'a token lapses at the instant itself, and one of another purpose or of nobody is worth nothing',
    async verify({ storage, clock }) {
      const { credentials } = storage;
      const credential = await createCredential(storage);
      const token = emailToken('verify_email');
      await credentials.issueToken(credential, { ...token, lifetimeMs: hourMs });
      const { tokenHash } = token;
      for (const worthless of [
        { purpose: 'reset_password', tokenHash },
        { purpose: 'verify_email', tokenHash: tokenHash.toUpperCase() },
        { purpose: 'verify_email', tokenHash: '' },
        emailToken('verify_email'),
      ] as const) {
        assert.equal(await credentials.tokenOwner(worthless), null);
        assert.equal(await credentials.redeemToken({ ...worthless, passwordHash: 'a' }), null);
      }
      clock.advance(hourMs);
      assert.equal(await credentials.tokenOwner(token), null);
      assert.equal(await credentials.redeemToken({ ...token, passwordHash: null }), null);
      assert.deepEqual(await credentials.load(credential), credential);
    },
  },
  {
    promise: 'another password lets the token lapse that would reset the old one, and a dearer hash does not',
    async verify({ storage }) {
      const { credentials } = storage;
      const credential = await createCredential(storage);
      const reset = emailToken('reset_password');
      const verification = emailToken('verify_email');
      for (const token of [reset, verification]) {
        await credentials.issueToken(credential, { ...token, lifetimeMs: hourMs });
      }
      const { passwordHash: expectedHash } = credential;
      await credentials.rehashPassword(credential, { passwordHash: 'dearer', expectedHash });
      assert.notEqual(await credentials.tokenOwner(reset), null);
      assert.equal(await credentials.changePassword(credential, { passwordHash: 'a', expectedVersion: 1 }), true);
      assert.equal(await credentials.redeemToken({ ...reset, passwordHash: 'b' }), null);
      assert.notEqual(await credentials.redeemToken({ ...verification, passwordHash: null }), null);
    },
  },
  {
    promise: 'nobody keeps a token without a credential, and a token without a hash or a time is rejected',
    async verify({ storage }) {
      const { credentials } = storage;
      const credential = await createCredential(storage);
      const token = emailToken('verify_email');
      assert.equal(await credentials.issueToken(newUser(), { ...token, lifetimeMs: hourMs }), null);
      assert.equal(await credentials.tokenOwner(token), null);
      const unsound = [
        { ...token, lifetimeMs: hourMs, tokenHash: 'a token' },
        { ...token, lifetimeMs: hourMs, tokenHash: token.tokenHash.toUpperCase() },
        { ...token, lifetimeMs: 0.5 },
        { ...token, lifetimeMs: Number.POSITIVE_INFINITY },
      ];
      for (const each of unsound) await assertRejectsWith('internal', () => credentials.issueToken(credential, each));
    },
  },
  {
    promise: 'tokens that have lapsed are deleted a few at a time, and others stay',
    async verify({ storage, clock }) {
      const { credentials } = storage;
      while ((await credentials.purge({ limit: 100 })) > 0);
      const live = emailToken('verify_email');
      for (const lifetimeMs of [1, 2, 3]) {
        await credentials.issueToken(await createCredential(storage), { ...emailToken('verify_email'), lifetimeMs });
      }
      await credentials.issueToken(await createCredential(storage), { ...live, lifetimeMs: 4 });
      clock.advance(3);
      assert.equal(await credentials.purge({ limit: 2 }), 2);
      assert.equal(await credentials.purge({ limit: 2 }), 1);
      assert.equal(await credentials.purge({ limit: 2 }), 0);
      assert.notEqual(await credentials.tokenOwner(live), null);
    },
  },
];
