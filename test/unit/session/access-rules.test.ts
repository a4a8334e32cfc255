import { describe, expect, test } from 'vitest';
import { type Permission, permissionTable } from '../../../src/domain/access/permission.js';
import { roles } from '../../../src/domain/access/role.js';
import { accessRules } from '../../../src/session/access-rules.js';
import { refusal } from '../../fixtures/rejection.js';

const orgId = 'acme';

const names = Object.keys(permissionTable) as readonly (keyof typeof permissionTable)[];

describe('access rules', () => {
  test('let each role do what the table says, and nothing else', async () => {
    const { require } = accessRules({}, ['host']);
    for (const permission of names) {
      for (const role of roles) {
        const has = (permissionTable[permission].roles as readonly string[]).includes(role);
        const tried = () => require({ orgId: 'host', role }, permission);
        if (has) tried();
        else expect(await refusal(tried)).toMatchObject({ code: 'permission_denied', details: { permission, role } });
      }
    }
  });

  test('an owner may do everything, and a viewer spends nothing', () => {
    for (const permission of names) expect(permissionTable[permission].roles).toContain('owner');
    const viewers = names.filter((name) => (permissionTable[name].roles as readonly string[]).includes('viewer'));
    expect(viewers).not.toContain('runs:create');
    expect(viewers).not.toContain('quota:consume');
    expect(viewers.filter((name) => /members|api_keys|update/.test(name))).toEqual([]);
  });

  test('take rows of the host, and instead of ours', async () => {
    const publish = 'reports:publish' as Permission;
    const { require, table } = accessRules({ [publish]: ['member'], 'runs:create': ['owner'] });
    require({ orgId, role: 'member' }, publish);
    expect(await refusal(() => require({ orgId, role: 'owner' }, publish))).toMatchObject({
      code: 'permission_denied',
    });
    expect(await refusal(() => require({ orgId, role: 'member' }, 'runs:create'))).toMatchObject({
      code: 'permission_denied',
    });
    expect(table['runs:create']).toEqual(['owner']);
    expect(table['runs:read']).toEqual(permissionTable['runs:read'].roles);
  });

  test('a key can do what its scopes and its role have in common', async () => {
    const { require } = accessRules({});
    require({ orgId, role: 'admin', scopes: ['runs:create'] }, 'runs:create');
    for (const caller of [
      { orgId, role: 'admin', scopes: ['runs:read'] },
      { orgId, role: 'admin', scopes: [] },
      { orgId, role: 'viewer', scopes: ['runs:create'] },
    ] as const) {
      expect(await refusal(() => require(caller, 'runs:create'))).toMatchObject({ code: 'permission_denied' });
    }
  });

  test('what only those may do who run the product, nobody else may', async () => {
    const { require } = accessRules({}, ['host']);
    for (const permission of ['analytics:read_platform', 'checks:run'] as const) {
      require({ orgId: 'host', role: 'admin' }, permission);
      for (const caller of [
        { orgId, role: 'owner' },
        { orgId: 'host', role: 'member' },
      ] as const) {
        expect(await refusal(() => require(caller, permission))).toMatchObject({ code: 'permission_denied' });
      }
    }
  });

  test.each(['reports:publish', 'toString', '__proto__', ''])('there is no permission %j', async (name) => {
    const { require } = accessRules({});
    expect(await refusal(() => require({ orgId, role: 'owner' }, name as Permission))).toMatchObject({
      code: 'request_invalid',
    });
  });
});
