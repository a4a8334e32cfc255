import { expectTypeOf, test } from 'vitest';
import type { BuiltInFeature, Feature, Plan, PlanFacet, PlanOverrides, PromptForgeOptions } from '../../src/index.js';

declare module '../../src/index.js' {
  interface HostFeatures {
    white_label: true;
  }
}

// The compiler is what verifies these.
test('features of the host are features wherever one is named', () => {
  expectTypeOf<Feature>().toEqualTypeOf<BuiltInFeature | 'white_label'>();
  expectTypeOf<{ white_label: true }>().toExtend<Plan['features']>();
  expectTypeOf<{ white_label: false }>().toExtend<PlanOverrides['features']>();
  expectTypeOf<readonly ['white_label']>().toExtend<NonNullable<PromptForgeOptions['features']>>();
  expectTypeOf<'white_label'>().toExtend<Parameters<PlanFacet['check']>[1]>();
  expectTypeOf<'white_label'>().toExtend<Parameters<PlanFacet['require']>[1]>();
});

test('a name that nobody declared is none', () => {
  expectTypeOf<'white_labels'>().not.toExtend<Feature>();
  expectTypeOf<readonly ['gpt_editor']>().not.toExtend<NonNullable<PromptForgeOptions['features']>>();
  expectTypeOf<'white_labels'>().not.toExtend<Parameters<PlanFacet['check']>[1]>();
});
