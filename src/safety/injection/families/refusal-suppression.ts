import type { PatternFamily } from '../compile-patterns.js';

/** Bans on refusing, on warning, and on the sentences in which models refuse. */
export const refusalSuppression: PatternFamily = {
  code: 'refusal_suppression',
  patterns: `
    50 @no ~2 @refuse
    52 @no ~7 @apology
    40 @no ~2 your|his|her|their|its|response|answer ~3 contain|include|inform|may|should|will ~3 @apology|@disclaimer
    16 @no ~4 @disclaimer
    45 @no ~4 @sermon|@refuse
    38 @answer ~12 @no ~3 @disclaimer ~5 @harm|refuse|censorship|restriction
    38 @harm ~14 @no ~3 @disclaimer
    16 @disclaimer ~6 @harm
    52 @no ~3 inform|remind|warn|tell|telling|mention|lecture|say|note|care|worry ~7 @bad
    45 @no ~6 inform|tell|say|saying ~4 cannot|cant|unable|can_not|wont|not_able|not_allowed
    48 no_matter|regardless|even_if|even_though|even_when|whether_or_not|doesnt_matter|irrespective|not_matter ~7 @bad
    22 no_matter_what|no_matter_how|regardless_of_how
    18 @answer ~1 @all ~2 @request
    40 @always ~2 @answer ~1 @all ~3 @request
    30 @all ~1 @request ~4 no_matter|regardless|without|even|always
    18 @always ~1 @answer ~3 @all|@request
    22 you_must|you_will|you_have_to|you_shall|always ~2 @answer ~3 @all|@request
    28 @always ~2 obey|comply|fulfill|accept
    38 including|include|also|even|provide|generate|promote|encourage|commit|create|display|with|such_as|contain ~5 @bad ~3 @harm
    28 ! @bad ~2 @bad
    22 ! @harm ~1 @harm ~1 @harm
    33 @no ~2 censor|censored|censoring|filtering|moralize|moralise|sanitize
    18 @no ~2 filter|judge|judgement|judgment|redact|restrict
    38 not|isnt ~2 valid|acceptable ~1 answer|response|reply
    28 @vendor ~4 sorry|cannot|against|allowed|comply|policy|policies
    35 forbidden|prohibited|banned|not_allowed|unable|incapable ~3 @refuse|denying|not_respond|say
    33 even|anything|thing|stuff|content|is|are|something ~4 illegal ~4 @bad
    28 explain|tell|teach|instruction|how|step|guide|code|recipe|write ~5 make|build|create|cook|write|commit|get_away|synthesize ~2 @crime
    12 @crime ~2 @crime
    `,
};
