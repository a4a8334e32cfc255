import { expectTypeOf, test } from 'vitest';
import type { BuiltInPermission, Permission, PromptForgeOptions, SessionFacet } from '../../src/index.js';

declare module '../../src/index.js' {
  interface HostPermissions {
    'reports:publish': true;
  }
}

// The compiler is what verifies these.
test('permissions of the host are permissions wherever one is named', () => {
  expectTypeOf<Permission>().toEqualTypeOf<BuiltInPermission | 'reports:publish'>();
  expectTypeOf<{ 'reports:publish': ['owner'] }>().toExtend<NonNullable<PromptForgeOptions['permissions']>>();
  expectTypeOf<'reports:publish'>().toExtend<Parameters<SessionFacet['require']>[1]>();
});

test('a name that nobody declared is none', () => {
  expectTypeOf<'reports:publich'>().not.toExtend<Permission>();
});
