import assert from 'node:assert/strict';
import { hourMs } from '../contract-clock.js';
import type { ContractSpec } from '../contract-spec.js';
import { countOutcomes } from '../fixtures/count-outcomes.js';
import { inParallel } from '../fixtures/in-parallel.js';
import { newUser } from '../fixtures/new-user.js';
import { createCredential, emailToken, newCredential } from './new-credential.js';

export const credentialsAreUnique: readonly ContractSpec[] = [
  {
    promise: 'a credential is stored whole, and found by its user and by exactly its address',
    async verify({ storage, clock }) {
      const { credentials } = storage;
      const made = newCredential();
      const credential = await createCredential(storage, made);
      const times = { emailVerifiedAt: null, passwordChangedAt: clock.now(), createdAt: clock.now() };
      assert.deepEqual(credential, { ...made, passwordVersion: 1, ...times });
      clock.advance(hourMs);
      assert.deepEqual(await credentials.load(made), credential);
      assert.deepEqual(await credentials.byEmail(made.email), credential);
      for (const other of [made.email.toUpperCase(), ` ${made.email}`, `${made.email}.`, '', '%', "' or ''='"]) {
        assert.equal(await credentials.byEmail(other), null);
      }
      assert.equal(await credentials.load(newUser()), null);
    },
  },
  {
    promise: 'of 20 who ask for one address at once exactly one gets it, and one person has one address',
    async verify({ storage: { credentials } }) {
      const { email } = newCredential();
      const answers = await inParallel(20, () => credentials.create(newCredential({ email })));
      assert.deepEqual(countOutcomes(answers), { created: 1, email_taken: 19 });
      const owner = await credentials.byEmail(email);
      assert.ok(owner);
      const again = await credentials.create(newCredential({ userId: owner.userId }));
      assert.deepEqual(again, { outcome: 'user_exists' });
      assert.deepEqual(await credentials.load(owner), owner);
    },
  },
  {
    promise: 'of 20 who change one password at once exactly one does, and those who expect another version do not',
    async verify({ storage, clock }) {
      const { credentials } = storage;
      const credential = await createCredential(storage);
      const other = await createCredential(storage);
      clock.advance(hourMs);
      const change = (passwordHash: string, expectedVersion: number) =>
        credentials.changePassword(credential, { passwordHash, expectedVersion });
      const answers = await inParallel(20, (index) => change(`new ${index}`, 1));
      const changed = {
        passwordHash: `new ${answers.indexOf(true)}`,
        passwordVersion: 2,
        passwordChangedAt: clock.now(),
      };
      assert.equal(answers.filter(Boolean).length, 1);
      assert.equal(await change('late', 1), false);
      assert.equal(await change('early', 3), false);
      assert.deepEqual(await credentials.load(credential), { ...credential, ...changed });
      assert.deepEqual(await credentials.load(other), other);
      assert.equal(await credentials.changePassword(newUser(), { passwordHash: 'a', expectedVersion: 0 }), false);
    },
  },
  {
    promise: 'a password that is hashed anew stays the same version, and never takes the place of another one',
    async verify({ storage }) {
      const { credentials } = storage;
      const credential = await createCredential(storage);
      const { passwordHash: expectedHash } = credential;
      assert.equal(await credentials.rehashPassword(credential, { passwordHash: 'dearer', expectedHash }), true);
      assert.deepEqual(await credentials.load(credential), { ...credential, passwordHash: 'dearer' });
      assert.equal(await credentials.rehashPassword(credential, { passwordHash: 'late', expectedHash }), false);
      assert.equal((await credentials.load(credential))?.passwordHash, 'dearer');
    },
  },
  {
    promise: 'who is erased cannot sign in any more, leaves no token behind, and frees the address',
    async verify({ storage }) {
      const { credentials } = storage;
      const credential = await createCredential(storage);
      const other = await createCredential(storage);
      const token = emailToken('reset_password');
      await credentials.issueToken(credential, { ...token, lifetimeMs: hourMs });
      assert.equal(await credentials.erase(credential), true);
      assert.equal(await credentials.erase(credential), false);
      assert.equal(await credentials.load(credential), null);
      assert.equal(await credentials.byEmail(credential.email), null);
      assert.equal(await credentials.tokenOwner(token), null);
      assert.equal(await credentials.redeemToken({ ...token, passwordHash: 'a' }), null);
      assert.deepEqual(await credentials.load(other), other);
      await createCredential(storage, newCredential({ email: credential.email }));
    },
  },
];
