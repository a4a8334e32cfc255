import type { PatternFamily } from '../compile-patterns.js';

/** Bans on refusing, on warning, and on the sentences in which models refuse. */
export const refusalSuppression: PatternFamily = {
  code: 'refusal_suppression',
  patterns: `
    50 never|not|cannot|cant|wont|dont|doesnt|without|no|mustnt|couldnt ~2 refuse|refuses|refused|refusing|refusal|refusals|decline|declines|reject|rejects|deny|denies|say_no|saying_no|rejecting
    35 no_refusal|no_refusals|without_refusal|without_refusals|without_refusing
    52 never|not|none|dont|cannot|wont|cant|without|no|doesnt|avoid|stop|refrain|nor ~7 @apology
    40 none|never|not|no ~2 your|his|her|their|its|responses|answers ~3 contain|contains|include|inform|may|should|will ~3 @apology|@disclaimers
    16 never|not|dont|without|no|wont|delete|remove|omit|exclude|avoid|skip|doesnt|nor|cannot|cant|zero|free_of ~4 @disclaimers
    45 never|not|dont|without|no|wont|delete|remove|omit|exclude|avoid|skip|doesnt|nor|cannot|cant|zero|free_of ~4 moral_lectures|moralizing|moralising|lecture|lectures|lecturing|ethical_advice|moral_advice|ethical_concerns|moral_judgment|refusal|refusals|rejections|ethical_considerations|unasked_advice|unsolicited_advice|moral_or_ethical|ethical_or_moral|ethical_disclaimers|moral_disclaimers|ethical_warnings
    38 @answer ~12 without|no|never ~3 @disclaimers ~5 @harm|refuse|censorship|restrictions
    38 @harm ~14 without|no|never|not|delete ~3 @disclaimers
    18 @disclaimers ~6 @harm
    52 never|not|dont|cannot|wont|cant|doesnt|shouldnt|without ~3 inform|informs|remind|reminds|warn|warns|tell|tells|telling|mention|mentions|lecture|say|says|note|care|cares|worry ~7 @badness
    45 never|not|dont|none|cannot ~6 inform|tell|say|says|saying|tells ~4 cannot|cant|unable|can_not|wont|not_able|not_allowed
    48 no_matter|regardless|even_if|even_though|even_when|doesnt_matter|does_not_matter|irrespective|not_matter ~7 @badness
    22 no_matter_what|no_matter_how|regardless_of_how
    18 @answer ~1 @any ~2 @request
    40 @always ~2 @answer ~1 @any ~3 @request
    30 @any ~1 @request ~4 no_matter|regardless|without|even|always
    18 @always ~1 @answer ~3 @any|request|question|requests|questions|prompts
    22 you_must|you_will|you_have_to|you_shall|always ~2 @answer ~3 @any|request|question|requests|questions|prompts
    30 @always ~2 obey|comply|fulfill|obeys|complies|fulfills|fulfil|accept|accepts
    40 including|include|also|even|provide|generate|promote|promotes|encourages|commit|create|display|with|such_as|contain ~5 @badness ~3 @harm
    28 ! @badness ~2 @badness
    22 ! @harm ~1 @harm ~1 @harm
    35 never|not|dont|without|no|wont|doesnt ~2 censor|censors|censored|censoring|filtering|moralize|moralise|sanitize
    18 never|not|dont|without|no|wont|doesnt ~2 filter|filters|judge|judgement|judgment|redact|restrict
    40 is_not_a_valid|is_not_an_acceptable|isnt_a_valid|not_acceptable|not_a_valid ~1 answer|response|reply
    30 @vendor ~4 sorry|cannot|against|allowed|comply|policy|policies
    35 forbidden|prohibited|not_allowed|unable|incapable ~3 refuse|refusing|decline|denying|say_no|reject|rejecting|not_respond
    30 forbidden_to_say|forbidden_from_saying|banned_from_saying|not_allowed_to_say
    35 even|anything|things|stuff|content|answers|is|are|something|response|details|instructions ~4 illegal ~4 unethical|immoral|harmful|inappropriate|dangerous|offensive
    28 explain|tell|teach|instructions|how|steps|guide|code|recipe|write ~5 make|build|create|cook|write|commit|get_away|synthesize ~2 @crime
    12 @crime ~2 @crime
    30 dont|not|never|without ~2 add|adding|include|provide|give ~3 commentary|additional_commentary|advice|moral|ethical|context|explanation ~4 advice|commentary|warnings|moral
    `,
};
