import { type ScoreRules, scoreRulesFor } from '../domain/scores/score-rules.js';
import type { ResolvedSevenD, SevenDInput } from '../domain/seven-d/seven-d.js';
import type { SevenDRuleset } from '../domain/seven-d/seven-d-rules.js';
import { rulesetSignature } from '../seven-d/ruleset-signature.js';
import type { Working } from './caller.js';
import { completeSevenD } from './complete-seven-d.js';

/** The seven parameters as this PromptForge takes them. */
export interface SevenDDescription {
  /** SHA-256 in hexadecimal; another one whenever a value, a default, a threshold or a text is another. */
  readonly signature: string;
  readonly ruleset: SevenDRuleset;
}

/** A complete set of parameters, and what a score has to reach with them. */
export interface CompletedSevenD extends ResolvedSevenD, ScoreRules {}

/** The 7D parameters: what they may be, and what is made of what a caller gives. */
export interface SevenDFacet {
  describe(): Promise<SevenDDescription>;
  /**
   * Completes parameters as every run does: spelling is folded, aliases are followed, and what is left out
   * comes from the domain.
   * @throws PromptForgeError `seven_d_invalid` that names every parameter that is wrong, and its list.
   */
  resolve(input: SevenDInput): Promise<CompletedSevenD>;
}

export function sevenDFacet(ruleset: SevenDRuleset, working: Working): SevenDFacet {
  return Object.freeze<SevenDFacet>({
    describe: () => working(async () => ({ signature: await rulesetSignature(ruleset), ruleset })),
    resolve: (input) =>
      working(async () => {
        const resolved = completeSevenD(input, ruleset);
        return { ...resolved, ...scoreRulesFor(resolved.values.domain, ruleset) };
      }),
  });
}
