import { PromptForgeError } from '../../errors/promptforge-error.js';
import { type PolicyPreset, policyPresets } from './policy-options.js';
import { presetPolicy } from './preset-policy.js';
import { type PromptPolicy, policyContractVersion } from './prompt-policy.js';

const presets = new Map(policyPresets.map((preset) => [preset, presetPolicy(preset)]));

/**
 * The policy that is meant.
 * @throws PromptForgeError `config_invalid`
 */
export function checkedPolicy(policy: PromptPolicy | PolicyPreset): PromptPolicy {
  if (typeof policy === 'string') {
    const preset = presets.get(policy);
    if (preset !== undefined) return preset;
  } else if (typeof policy === 'object' && policy?.contract === policyContractVersion) return policy;
  throw new PromptForgeError(
    'config_invalid',
    `A prompt policy is one of ${policyPresets.join(', ')}, or what promptPolicy() of promptforge/prompts makes.`,
  );
}
