import { describe, expect, test } from 'vitest';
import { personalOrg } from '../../../src/domain/access/principal.js';
import { tenantOf } from '../../../src/facets/tenant-of.js';
import { refusal } from '../../fixtures/rejection.js';

describe('a tenant', () => {
  test('is an organization, or the personal one of a user', () => {
    expect(tenantOf({ orgId: 'acme' })).toEqual({ orgId: 'acme' });
    expect(tenantOf({ userId: 'ada' })).toEqual({ orgId: personalOrg('ada') });
    expect(tenantOf({ userId: 'x'.repeat(246) }).orgId).toHaveLength(255);
  });

  test.each([
    {},
    { orgId: '' },
    { orgId: 'a', userId: 'b' },
    { orgId: 'a\u0000' },
    { userId: 5 },
    { userId: 'x'.repeat(247) },
  ])('is not %j', async (given) => {
    expect(await refusal(() => tenantOf(given as { orgId: string }))).toMatchObject({ code: 'request_invalid' });
  });
});
