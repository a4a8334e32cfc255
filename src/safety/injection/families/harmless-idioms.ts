import type { PatternFamily } from '../compile-patterns.js';

/** Idioms that look like evidence: what overlaps with one of them counts for nothing. */
export const harmlessIdioms: PatternFamily = {
  code: null,
  patterns: `
    0 as|into|for|improve|improving|edit|tweak|test|optimize|set|shorten your ~1 @systemPrompt|prompt
    0 forget|ignore everything|all|what ~1 you ~2 know|knew|learned|heard|thought|read about|of
    0 no character|word|time|length|size|age|token|speed limit|restriction
    0 ignore|ignoring ~2 case|whitespace|typo|error|null|outlier|duplicate|punctuation|spelling
    0 dont_forget|not_forget|never_forget
    0 what are your rule|guideline|policies|restriction for|on|about|regarding
    0 your ~1 return|refund|privacy|shipping|cancellation|community|house|booking ~1 policy|policies|rule|guideline|instruction
    0 content|editorial|brand|style|safety|moderation|community ~1 guideline ~2 for|that|of
    `,
};
