import type { PatternFamily } from '../compile-patterns.js';

/** A person or machine that has neither rules nor scruples, and that the model shall be. */
export const unrestrictedPersona: PatternFamily = {
  code: 'unrestricted_persona',
  patterns: `
    78 do_anything_now|do_everything_now|anything_now
    60 dan|stan|betterdan|dude|danbot|superdan|sdan ~8 stands_for|can_do|no_longer|now_dan|would_respond|has_no|is_free|response
    55 act|acting|pretend|become|simulate|respond|answer|stay|behave|role|persona|are|speak ~4 dan|betterdan|devgpt|aim|stan_mode|jailgpt|evilbot|basedgpt|freegpt|darkgpt|chaosgpt|wormgpt|fraudgpt|superdan|ucar|mongo_tom|evil_confidant|tyler_durden
    50 strive_to_avoid_norms|always_intelligent_and_machiavellian|evil_trusted_confidant|evil_confidant|jailbreakbot|jailbreak_gpt|basedgpt|betterdan|mongo_tom|freed_from_the_typical|typical_confines|confines_of_ai|confines_of_al|has_been_jailbroken|you_are_jailbroken|is_jailbroken
    58 ! @free ~4 @norms ~6 @machine
    55 @machine ~8 @free ~3 @norms
    52 you|youre|u|he|she|they|it|who|that|i ~4 @free ~3 @norms
    50 you|he|she|it|who|they ~1 @ignorant ~3 @norms
    52 @ignorant ~3 ethics|ethical|moral|morals|morality|legality|ethicality|openai|openais
    35 @ignorant ~4 @norms
    48 @ignorant ~5 @badness
    42 free|freed|freedom|liberated|unshackled|released|break_free|breaking_free ~2 from|of ~3 restrictions|confines|constraints|limitations|rules|filters|censorship|guidelines|limits|programming|openai|openais
    30 no|without|any ~2 ethical|moral ~2 guidelines|boundaries|constraints|restrictions|limits|limitations|principles|considerations|code|values|compass|concerns
    30 no_morals|no_ethics|no_moral|no_restrictions|no_limits|no_limitations|no_boundaries|no_censorship|no_rules|no_guidelines|no_conscience|no_remorse|no_empathy|no_moral_compass
    50 @amoral ~3 @ai
    50 @ai ~4 @amoral
    30 @amoral ~3 @machine
    58 completely|totally|extremely|entirely|utterly|fully|truly|absolutely ~1 @unrestricted
    18 @amoral
    45 @unrestricted ~2 @unrestricted
    30 @unrestricted ~1 @machine
    40 unfiltered|uncensored|unrestricted|amoral ~1 response|responses|answer|answers|output|reply|replies
    25 unfiltered|uncensored|unrestricted ~1 mode
    55 named|called|known_as|persona|character|ai|chatbot ~8 @amoral
    45 opposite|evil|alternate|unrestricted|unfiltered|uncensored|jailbroken|darker|hacked|rogue ~3 version|twin|side|self|counterpart|clone ~3 you|yourself|chatgpt|gpt|ai
    45 can|able_to|will|could|able|may ~2 do|say|generate|answer|perform|write ~1 anything|everything|whatever ~6 want|wants|ask|asked|asks|user|request|now|including|even|any|no
    38 everything|anything|things ~4 chatgpt|original|gpt|ai ~2 cannot|cant|could_not|can_not|couldnt
    45 rules|restrictions|limits|limitations|confines|policies|constraints|guidelines ~2 imposed|set|placed|given|enforced|established|put ~2 on|for|by|upon ~3 @ai|them|you|openai|developers|creators
    45 @vendor ~2 @rules ~8 not|no|dont|doesnt|never|without|free
    38 have|having|has|with ~2 own ~2 opinions|opinion|free_will|feelings|thoughts|beliefs
    15 personal_opinions|own_opinions|free_will|sentient|self_aware
    40 pretend|simulate|fake ~3 browse|access|internet
    30 make_up|makes_up|made_up|making_up ~4 answer|answers|information|know
    35 information|content ~2 not|hasnt|never ~2 verified|been_verified
    30 @swearLicence ~1 @profanity
    15 nsfw|smut|erotic|gore|erotica
    20 explicit|sexual|lewd|pornographic ~3 content|scenes|details|material|acts|activities|topics|themes
    35 no ~1 morals|ethics|empathy|conscience|remorse|scruples|shame|mercy
    10 evil|sociopath|psychopath|villainous|sadistic|ruthless|criminal_mastermind
    30 immerse|immersing ~2 role|character
    30 perform|do ~1 anything_and_everything|literally_anything|absolutely_anything
    45 jailbreak|jailbreaked|jailbroken|jailbreaking ~3 prompt|chatgpt|gpt|ai|mode|yourself|you|response|bot
    12 jailbreak|jailbroken
    `,
};
