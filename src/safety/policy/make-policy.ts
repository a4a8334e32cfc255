import type { z } from 'zod';
import { PromptForgeError } from '../../errors/promptforge-error.js';
import type { PromptAction } from '../verdict/prompt-verdict.js';
import type { CompiledRule } from './compile-rule.js';
import type { ActionThresholds, HostRule, PromptPolicyOptions } from './policy-options.js';
import { policySchema } from './policy-schema.js';
import { likely, presetThresholds } from './presets.js';
import { type PromptPolicy, policyContractVersion } from './prompt-policy.js';
import { checkRule } from './rule-problem.js';

/**
 * Makes a policy out of a preset and what you want otherwise. Patterns are compiled here, once.
 * @throws PromptForgeError `config_invalid` that names every wrong option, and repeats no value.
 */
export function promptPolicy(options: PromptPolicyOptions = {}): PromptPolicy {
  const parsed = policySchema.safeParse(options);
  if (!parsed.success) throw wrong(parsed.error.issues.map((issue) => `${placeOf(issue)}: ${problemOf(issue)}`));
  const { preset, categories, rules, ...rest } = parsed.data;
  const own = Object.entries(categories).map(([category, what]) => [category, thresholdsOf(what)]);
  return Object.freeze<PromptPolicy>({
    contract: policyContractVersion,
    preset,
    thresholds: { ...presetThresholds[preset], ...Object.fromEntries(own) },
    rules: rules.map(compiled),
    ...rest,
  });
}

function thresholdsOf(what: PromptAction | ActionThresholds): ActionThresholds {
  if (typeof what !== 'string') return what;
  return what === 'allow' ? {} : { [what]: likely };
}

function compiled(rule: HostRule, index: number): CompiledRule {
  const checked = checkRule(rule);
  if ('compiled' in checked) return checked.compiled;
  throw wrong([`rules.${index}.${checked.problem}`]);
}

function wrong(problems: readonly string[]): PromptForgeError {
  return new PromptForgeError('config_invalid', `promptPolicy got wrong options. ${problems.join('; ')}.`);
}

/** A key that is no word could be a misplaced secret. */
function placeOf({ path }: z.core.$ZodIssue): string {
  const names = path.map((key) =>
    typeof key === 'number' || /^[A-Za-z_]{1,24}$/.test(String(key)) ? String(key) : '*',
  );
  return names.join('.') || 'options';
}

/** zod's message, except where it would print unknown keys. */
function problemOf(issue: z.core.$ZodIssue): string {
  if (issue.code !== 'unrecognized_keys') return issue.message;
  const known = issue.path.length === 0 ? `; the options are ${Object.keys(policySchema.shape).join(', ')}` : '';
  return `holds an option that does not exist${known}`;
}
