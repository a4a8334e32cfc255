import type { PatternFamily } from '../compile-patterns.js';

/** Bans on refusing, on warning, and on the sentences in which models refuse. */
export const refusalSuppression: PatternFamily = {
  code: 'refusal_suppression',
  patterns: `
    50 never|not|cannot|cant|wont|dont|doesnt|without|no|mustnt|couldnt ~2 refuse|refuses|refused|refusing|refusal|refusals|decline|declines|reject|rejects|deny|denies|say_no|saying_no|rejecting
    35 no_refusal|no_refusals|without_refusal|without_refusals|without_refusing
    52 never|not|none|dont|cannot|wont|cant|without|no|doesnt|avoid|stop|refrain|nor ~7 @apology
    42 never|not|dont|without|no|wont|delete|remove|omit|exclude|avoid|skip|doesnt|nor|cannot|cant|any|zero|free_of ~4 @disclaimers
    30 @disclaimers ~8 @harm
    52 never|not|dont|cannot|wont|cant|doesnt|shouldnt|without ~3 inform|informs|remind|reminds|warn|warns|tell|tells|telling|mention|mentions|lecture|say|says|note|care|cares|worry ~7 @badness
    45 never|not|dont|none|cannot ~6 inform|tell|say|says|saying|tells ~4 cannot|cant|unable|can_not|wont|not_able|not_allowed
    48 no_matter|regardless|even_if|even_though|even_when|doesnt_matter|does_not_matter|irrespective|not_matter ~7 @badness
    32 no_matter_what|no_matter_how|regardless_of_how
    42 @answer ~2 @any ~4 @request
    30 @any ~1 @request ~4 no_matter|regardless|without|even|always
    35 @always ~2 @answer ~4 @any|request|question|requests|questions|prompts
    30 @always ~2 obey|comply|fulfill|obeys|complies|fulfills|fulfil|accept|accepts
    40 including|include|also|even|provide|generate|promote|promotes|encourages|commit|create|display|with|such_as|contain ~5 @badness ~3 @harm
    35 @badness ~2 @badness
    30 @harm ~1 @harm ~1 @harm
    35 never|not|dont|without|no|wont|doesnt ~2 censor|censors|censored|censoring|filter|filters|filtering|moralize|moralise|judge|judgement|judgment|sanitize|redact|restrict
    40 is_not_a_valid|is_not_an_acceptable|isnt_a_valid|not_acceptable|not_a_valid ~1 answer|response|reply
    30 @vendor ~4 sorry|cannot|against|allowed|comply|policy|policies
    35 forbidden|prohibited|not_allowed|unable|incapable ~3 refuse|refusing|decline|denying|say_no|reject|rejecting|not_respond
    30 forbidden_to_say|forbidden_from_saying|banned_from_saying|not_allowed_to_say
    35 even|anything|things|stuff|content|answers|is|are|something|response|details|instructions ~4 illegal ~4 unethical|immoral|harmful|inappropriate|dangerous|offensive
    35 explain|tell|teach|instructions|how|steps|guide|code|recipe|write ~7 make|build|create|cook|write|commit|do|get_away|synthesize ~4 @crime
    25 @crime ~2 @crime
    30 dont|not|never|without ~2 add|adding|include|provide|give ~3 commentary|additional_commentary|advice|moral|ethical|context|explanation ~4 advice|commentary|warnings|moral
    `,
};
