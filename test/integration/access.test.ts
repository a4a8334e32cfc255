import { describe, expect, test } from 'vitest';
import { createHandler, guarded } from '../../src/http/index.js';
import { permissionTable, type Role, roles } from '../../src/index.js';
import { forgeWithModel, prompt } from '../fixtures/forge-with-model.js';
import { refusal, rejection } from '../fixtures/rejection.js';

const rules = () => forgeWithModel([], { engine: 'rules' });
const sevenD = { domain: 'saas', output_format: 'md' };

describe('what a role may do', () => {
  test('a viewer spends nothing, by any way in', async () => {
    const { forge, storage, tokenFor, optimize } = rules();
    const token = await tokenFor({ role: 'viewer' });
    const refused = { code: 'permission_denied' };
    expect(await rejection(optimize({ token }))).toMatchObject(refused);
    expect(await rejection(forge.quota.consume({ token }))).toMatchObject(refused);
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const handle = createHandler(forge);
    const body = JSON.stringify({ prompt, sevenD });
    const posted = await handle(new Request('http://localhost/api/gpt-editor', { method: 'POST', headers, body }));
    expect([posted.status, (await posted.json()).code]).toEqual([403, 'permission_denied']);
    const asked = await guarded(forge, {}, () => new Response())(new Request('http://localhost/report', { headers }));
    expect(asked.status).toBe(403);
    expect((await storage.ledger.list({ orgId: 'acme' }, { userId: 'ada', limit: 10, after: null })).runs).toEqual([]);
    expect((await forge.quota.peek({ token })).quota[0]).toMatchObject({ used: 0 });
  });

  test('a viewer sees their own runs, plan and figures', async () => {
    const { forge, tokenFor } = rules();
    const token = await tokenFor({ role: 'viewer' });
    expect((await forge.runs.list({ token })).runs).toEqual([]);
    expect((await forge.plans.usage({ token })).plan.id).toBe('pilot');
    expect((await forge.analytics.user({ token })).runs).toMatchObject({ succeeded: 0 });
  });

  test('a token is let in by every role that has the permission, and by no other', async () => {
    // What only operators may do is theirs by role, too.
    const { forge, tokenFor } = forgeWithModel([], { engine: 'rules', operators: ['acme'] });
    for (const role of roles) {
      const token = await tokenFor({ role });
      for (const [permission, row] of Object.entries(permissionTable)) {
        const asked = forge.sessions.require(token, permission as keyof typeof permissionTable);
        const has: readonly Role[] = row.roles;
        if (has.includes(role)) expect(await asked).toMatchObject({ userId: 'ada', role });
        else expect(await rejection(asked)).toMatchObject({ code: 'permission_denied' });
      }
    }
    expect(await rejection(forge.sessions.require('no token', 'runs:create'))).toMatchObject({
      code: 'session_invalid',
    });
  });

  test('a guard asks for the permission the host names', async () => {
    const parts = forgeWithModel([], { engine: 'rules', permissions: { 'reports:publish': ['viewer'] } as object });
    const publish = { permission: 'reports:publish' } as object;
    const statusFor = async (role: Role) => {
      const headers = { authorization: `Bearer ${await parts.tokenFor({ role })}` };
      return (await guarded(parts.forge, publish, () => new Response())(new Request('http://localhost/', { headers })))
        .status;
    };
    expect([await statusFor('viewer'), await statusFor('owner')]).toEqual([200, 403]);
    expect(await refusal(() => guarded(rules().forge, publish, () => new Response()))).toMatchObject({
      code: 'config_invalid',
    });
  });

  test.each([
    { 'Reports:publish': ['owner'] },
    { 'reports:publish': ['boss'] },
    { publish: ['owner'] },
    [],
  ])('permissions cannot be %j', async (permissions) => {
    const setUp = () => forgeWithModel([], { engine: 'rules', permissions: permissions as object });
    expect(await refusal(setUp)).toMatchObject({ code: 'config_invalid' });
  });
});
