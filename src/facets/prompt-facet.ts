import type { Finding } from '../domain/scores/finding.js';
import type { SevenDRuleset } from '../domain/seven-d/seven-d-rules.js';
import type { ComposedPrompt } from '../prompt/compose-prompt.js';
import type { PolicyPreset } from '../safety/policy/policy-options.js';
import type { PromptPolicy } from '../safety/policy/prompt-policy.js';
import type { PromptInput } from '../safety/verdict/prompt-input.js';
import type { PromptVerdict } from '../safety/verdict/prompt-verdict.js';
import { validatePrompt } from '../safety/verdict/validate-prompt.js';
import type { Working } from './caller.js';
import { type ComposeRequest, compose, type LintRequest, lint } from './lint.js';

/** Prompts before they cost anything. Nothing is counted against a plan, and nothing is stored. */
export interface PromptFacet {
  /**
   * Tells what is wrong or hostile in an input, and what to make of it, as `optimize()` would judge it. Bad
   * input is no error: it is in the verdict. Where the policy has a second stage and the rules are in
   * doubt, a model is asked, at the cost of the host.
   * @param policy Default: that of the option `promptPolicy`.
   * @throws PromptForgeError `config_invalid` for a policy that is none, `request_invalid` when there is
   * nothing to validate.
   */
  validate(input: PromptInput, policy?: PromptPolicy | PolicyPreset): Promise<PromptVerdict>;
  /** What makes a prompt weak. See {@link lint} of `promptforge/prompts`. */
  lint(request: LintRequest): Promise<readonly Finding[]>;
  /** Adds what a prompt lacks. See {@link compose} of `promptforge/prompts`. */
  compose(request: ComposeRequest): Promise<ComposedPrompt>;
}

export interface PromptFacetParts {
  readonly policy: PromptPolicy | PolicyPreset;
  readonly ruleset: SevenDRuleset;
  readonly working: Working;
}

export function promptFacet({ policy: configured, ruleset, working }: PromptFacetParts): PromptFacet {
  return Object.freeze<PromptFacet>({
    validate: (input, policy = configured) => working(() => validatePrompt(input, policy, ruleset)),
    lint: (request) => working(async () => lint(request, ruleset)),
    compose: (request) => working(async () => compose(request, ruleset)),
  });
}
