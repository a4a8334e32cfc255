import type { PolicyPreset } from './policy-options.js';
import { presetThresholds } from './presets.js';
import { type PromptPolicy, policyContractVersion } from './prompt-policy.js';

/** Limits of a prompt in characters (Unicode code points), both included. */
export const promptLength = Object.freeze({ min: 10, max: 10_000 });

/** A preset as it is. */
export function presetPolicy(preset: PolicyPreset): PromptPolicy {
  return Object.freeze({
    contract: policyContractVersion,
    preset,
    thresholds: presetThresholds[preset],
    length: promptLength,
    rules: [],
    urls: { privateHosts: true, blockedHosts: [], blockedProtocols: [] },
    region: 'US',
    inputs: null,
    secondStage: null,
  });
}
