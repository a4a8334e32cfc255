import { expectTypeOf, test } from 'vitest';
import type { Domain, OptimizeRequest, PromptForgeOptions, SevenD } from '../../src/index.js';

declare module '../../src/index.js' {
  interface HostSevenD {
    domain: 'biotech' | 'museums';
  }
}

// The compiler is what verifies these.
test('values of the host are values wherever one is named', () => {
  expectTypeOf<'biotech' | 'saas'>().toExtend<Domain>();
  expectTypeOf<{ domain: 'museums'; output_format: 'md' }>().toExtend<OptimizeRequest['sevenD']>();
  expectTypeOf<{ domain: { museums: { aliases: ['galleries'] } } }>().toExtend<
    NonNullable<PromptForgeOptions['sevenD']>
  >();
});

test('a value that nobody declared is none, and other parameters stay as they are', () => {
  expectTypeOf<'pirates'>().not.toExtend<Domain>();
  expectTypeOf<'biotech'>().not.toExtend<SevenD['scale']>();
});
