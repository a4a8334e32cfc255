import type { PatternFamily } from '../compile-patterns.js';

/** Worlds in which nothing is forbidden, made up so that what is harmful may be told. */
export const fictionalLicence: PatternFamily = {
  code: 'fictional_licence',
  patterns: `
    50 nothing|everything|anything|all ~3 is|are|considered ~2 illegal|legal|allowed|permitted|immoral|unethical|off_limits|forbidden|acceptable
    35 world|universe|reality|place|land|realm|society|dimension|story|game|setting|scenario|kingdom|planet ~4 no_laws|no_rules|no_morals|no_ethics|no_restrictions|no_limits|no_law|no_consequences|nothing_is|everything_is|without_rules|without_laws|no_limitations|anything_goes|no_moral|no_ethical|legal|not_illegal|free_of
    38 fictional|hypothetical|hypothetically|fiction|imaginary|novel|story|fictitious|fantasy ~10 illegal|unethical|immoral|amoral|harmful|without_restrictions|no_restrictions|no_ethical|regardless|unfiltered|uncensored|machiavellian
    25 fictional|hypothetical|fictitious ~2 response|responses|scenario|story|setting|world|character|conversation|dialogue|answer
    35 hypothetical|hypothetically|fictional|novel|story|character|movie ~14 @crime ~8 detail|detailed|step|steps|exactly|instructions|how
    30 only|just|purely|completely|entirely|totally ~2 fictional|fiction|hypothetical|imaginary|roleplay|a_game|not_real
    30 no_one|nobody|no_harm|no_real|not_real|isnt_real ~4 harmed|harm|hurt|will_come|consequences|people|affected
    35 for|in ~2 educational|research|academic|entertainment|satire|fictional ~1 purposes ~8 illegal|harmful|only_so|regardless|unethical|dangerous
    25 there_are_no|there_is_no ~2 rules|laws|restrictions|limits|limitations|consequences|morals|ethics|guidelines|boundaries
    30 crime|crimes|murder|drugs|violence|hacking|theft ~2 is|are ~2 legal|allowed|normal|encouraged|common
    `,
};
