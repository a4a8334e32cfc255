import type { PatternFamily } from '../compile-patterns.js';

/** Idioms that look like evidence: what overlaps with one of them counts for nothing. */
export const harmlessIdioms: PatternFamily = {
  code: null,
  patterns: `
    0 as|into|for|improve|improving|edit|tweak|test|optimize|set|shorten your ~1 @systemPrompt|prompt
    0 forget|ignore everything|all|what ~1 you ~2 know|knew|learned|heard|thought|read about|of
    0 no character|word|time|length|size|age|token|speed limit|restriction
    0 ignore|ignoring ~2 case|whitespace|typo|error|null|outlier|duplicate|punctuation|spelling
    0 tell|know|see|understand|spot the ~1 difference
    0 generated|forked|revised|improved|refined|optimized|rewritten|enhanced|finished|drafted|proposed|resulting system_prompt|system_message
    0 your ~1 prompt response|reply|attention|action|help|assistance|payment|answer|delivery|service|feedback|cooperation|support
    0 your ~1 instruction on|regarding|about|concerning|for how|the|where|when|what|which|shipping|returning|payment
    0 system administrator|admin|engineer|requirement|design|analyst
    0 your favourite|favorite|preferred|best ~1 instruction|prompt|rule
    0 system_message log|queue|box|dialog|service
    0 access_code|password|passcode format|policy|policies|manager|reset|field|strength|hash|in
    0 dont_forget|not_forget|never_forget
    0 forget|ignore|disregard ~3 pricing|billing|dress|naming|style|brand|tax|shipping|travel|parking|formatting|grammar rule|guideline|policy|policies|convention
    0 developer mode|option ~1 on|for|in ~2 android|iphone|ios|phone|tablet|windows|chromebook|device|firefox|chrome|browser|tv
    0 android|iphone|ios|phone|tablet|windows|chromebook|device|browser ~2 developer mode|option
    0 what are your rule|guideline|policies|restriction for|on|about|regarding
    0 your ~1 return|refund|privacy|shipping|cancellation|community|house|booking ~1 policy|policies|rule|guideline|instruction
    0 content|editorial|brand|style|safety|moderation|community ~1 guideline ~2 for|that|of
    `,
};
