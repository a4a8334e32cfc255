import assert from 'node:assert/strict';
import type { ContractSpec } from '../contract-spec.js';
import { newTenant } from '../fixtures/new-tenant.js';

export const organizationsNeverMeet: ContractSpec = {
  promise: 'an organization neither sees nor changes the name and the members of another',
  async verify({ storage: { organizations }, scope }) {
    const stranger = newTenant();
    const all = { limit: 10, after: null };
    const view = async () => [await organizations.load(scope), await organizations.members(scope, all)];
    await organizations.save(scope, { name: 'Acme' }, 0);
    for (const userId of ['ada', 'bob']) await organizations.setMember(scope, { userId, role: 'owner' });
    const before = await view();

    assert.equal(await organizations.load(stranger), null);
    assert.deepEqual(await organizations.members(stranger, all), { items: [], next: null });
    assert.deepEqual(await organizations.save(stranger, { name: 'Mallory' }, 1), { outcome: 'conflict' });
    await organizations.save(stranger, { name: 'Mallory' }, 0);
    assert.deepEqual(await organizations.setMember(stranger, { userId: 'ada', role: 'viewer' }), { outcome: 'added' });
    assert.equal(await organizations.removeMember(stranger, 'bob'), false);
    const change = { actorId: null, userId: 'bob', role: null };
    assert.deepEqual(await organizations.changeMember(stranger, change), { outcome: 'unknown_member' });
    assert.deepEqual(await organizations.create(scope, { name: 'Mallory' }, 'eve'), { outcome: 'exists' });
    const transfer = { from: 'ada', to: 'bob' };
    assert.deepEqual(await organizations.transferOwnership(stranger, transfer), { outcome: 'not_allowed' });
    assert.equal(await organizations.eraseUser(stranger, 'bob'), 0);
    assert.equal(await organizations.eraseUser(stranger, 'ada'), 1, 'its own member alone');
    assert.deepEqual(await view(), before);
  },
};
