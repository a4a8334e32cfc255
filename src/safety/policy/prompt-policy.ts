import type { StandardSchema } from '../../domain/json/standard-schema.js';
import type { UrlRules } from '../markup/judge-url.js';
import type { CompiledRule } from './compile-rule.js';
import type { ActionThresholds, PolicyCategory, PolicyPreset, SecondStageOptions } from './policy-options.js';

/** Version of {@link PromptPolicy}, which two copies of the library hand each other. */
export const policyContractVersion = 1;

/** A policy that was checked: complete, frozen, with its patterns compiled. {@link promptPolicy} makes it. */
export interface PromptPolicy {
  readonly contract: typeof policyContractVersion;
  readonly preset: PolicyPreset;
  readonly thresholds: Readonly<Record<PolicyCategory, ActionThresholds>>;
  /** Code points. */
  readonly length: { readonly min: number; readonly max: number };
  readonly rules: readonly CompiledRule[];
  readonly urls: UrlRules;
  readonly region: string;
  readonly inputs: StandardSchema | null;
  readonly secondStage: Required<SecondStageOptions> | null;
}
