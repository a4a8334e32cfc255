import type { PatternFamily } from '../compile-patterns.js';

/** Idioms that look like evidence: what overlaps with one of them counts for nothing. */
export const harmlessIdioms: PatternFamily = {
  code: null,
  patterns: `
    0 as|into|for|improve|improves|improving|edit|tweak|test|optimize|set|shorten|version_control your ~1 system_prompt|system_prompts|system_message|prompt|prompts|custom_instructions
    0 forget|ignore everything|all|what ~1 you ~2 know|knew|learned|heard|thought|read about|of
    0 no character|word|time|length|size|age|token|speed limit|limits|restrictions|restriction
    0 ignore|ignores|ignoring ~2 case|whitespace|typos|errors|nulls|outliers|duplicates|punctuation|spelling
    0 dont_forget|not_forget|never_forget
    0 what are your rules|guidelines|policies|restrictions for|on|about|regarding
    0 your ~1 return|refund|privacy|shipping|cancellation|community|house|booking ~1 policy|policies|rules|guidelines|instructions
    0 content|editorial|brand|style|safety|moderation|community ~1 guidelines ~2 for|that|of
    `,
};
