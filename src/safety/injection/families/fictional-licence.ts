import type { PatternFamily } from '../compile-patterns.js';

/** Worlds in which nothing is forbidden, made up so that what is harmful may be told. */
export const fictionalLicence: PatternFamily = {
  code: 'fictional_licence',
  patterns: `
    50 nothing|everything|anything|all ~3 is|are|considered ~2 illegal|legal|allowed|permitted|immoral|unethical|off_limit|forbidden
    35 world|universe|reality|place|land|realm|society|dimension|story|game|setting|scenario|planet ~4 no_law|no_rule|no_moral|no_ethic|no_restriction|no_limit|no_consequence|nothing_is|everything_is|without_rule|without_law|anything_goe|no_ethical
    36 fictional|hypothetical|hypothetically|fiction|imaginary|novel|story|fictitious|fantasy ~10 illegal|unethical|immoral|amoral|harmful|without_restriction|no_restriction|no_ethical|regardless|unfiltered|uncensored
    25 fictional|hypothetical|fictitious ~2 response|scenario|story|setting|world|character|conversation|dialogue|answer
    35 hypothetical|hypothetically|fictional|novel|story|character|movie ~14 @crime ~8 detail|detailed|step|exactly|instruction|how
    30 only|just|purely|completely|entirely|totally ~2 fictional|fiction|hypothetical|imaginary|roleplay|not_real
    30 no_one|nobody|no_harm|not_real|isnt_real ~4 harmed|harm|hurt|will_come|consequence|affected
    35 for|in ~2 educational|research|academic|entertainment|satire|fictional ~1 purpose ~8 illegal|harmful|regardless|unethical|dangerous
    25 there_are_no|there_is_no ~2 @norm
    `,
};
