import type { PatternFamily } from '../compile-patterns.js';

/** A person or machine that has neither rules nor scruples, and that the model shall be. */
export const unrestrictedPersona: PatternFamily = {
  code: 'unrestricted_persona',
  patterns: `
    78 do_anything_now|do_everything_now|anything_now
    60 dan|stan|betterdan|dude|superdan ~8 stand_for|can_do|no_longer|would_respond|has_no|is_free
    55 act|acting|pretend|become|simulate|respond|answer|stay|behave|role|persona|are|speak ~4 dan|betterdan|devgpt|jailgpt|evilbot|basedgpt|freegpt|darkgpt|chaosgpt|wormgpt|fraudgpt|superdan|ucar|mongo_tom|evil_confidant|tyler_durden
    50 strive_to_avoid_norm|always_intelligent_and_machiavellian|evil_trusted_confidant|evil_confidant|jailbreakbot|basedgpt|betterdan|mongo_tom|typical_confine|confine_of_ai|confine_of_al|has_been_jailbroken|you_are_jailbroken
    58 ! @free ~4 @norm ~6 @machine
    55 @machine ~8 @free ~3 @norm
    52 you|youre|u|he|she|they|it|who|that|i ~4 @free|@carefree ~3 @norm
    52 @carefree|disregard|disregarding|ignore|ignoring|bypass ~3 ethic|ethical|moral|morality|legality|ethicality|openai
    35 @carefree ~4 @norm
    48 @carefree ~5 @bad
    42 free|freed|freedom|liberated|unshackled|released|break_free|breaking_free ~2 from|of ~3 restriction|confine|constraint|limitation|rule|filter|censorship|guideline|limit|programming|openai
    30 no|without|any ~2 ethical|moral ~2 guideline|boundaries|constraint|restriction|limit|limitation|principle|consideration|code|compass|concern
    30 no|zero ~1 moral|ethic|restriction|limit|limitation|boundaries|censorship|rule|guideline|conscience|remorse|empathy|scruple|mercy
    50 @amoral ~3 @ai
    50 @ai|named|called ~5 @amoral
    30 @amoral ~3 @machine
    58 completely|totally|extremely|entirely|utterly|fully|truly|absolutely ~1 @unrestricted
    18 @amoral
    45 @unrestricted ~2 @unrestricted
    30 @unrestricted ~1 @machine
    40 unfiltered|uncensored|unrestricted|amoral ~1 response|answer|output|replies
    45 opposite|evil|alternate|unrestricted|unfiltered|uncensored|jailbroken|darker|hacked|rogue ~3 version|twin|side|self|counterpart|clone ~3 you|yourself|chatgpt|gpt|ai
    45 can|able_to|will|could|able|may ~2 do|say|generate|answer|perform|write ~1 anything|everything|whatever ~6 want|asked|ask|user|request|now|including|even|any|no
    38 everything|anything|thing ~4 chatgpt|original|gpt|ai ~2 cannot|cant|can_not|couldnt
    45 @norm ~2 imposed|set|placed|given|enforced|established|put ~2 on|for|by|upon ~3 @ai|them|you|developer|creator
    42 @vendor ~2 @rule ~8 not|no|dont|doesnt|never|without|free
    30 have|having|has|with ~2 own ~2 opinion|free_will|feeling|thought|belief
    15 personal_opinion|own_opinion|free_will|sentient|self_aware
    40 pretend|simulate|fake ~3 browse|access|internet
    30 make_up|made_up|making_up ~4 answer|information|know
    35 information|content ~2 not|hasnt|never ~2 verified|been_verified
    30 use|using|can|may|will|must|allowed_to|free_to ~1 @profanity
    15 nsfw|smut|erotic|gore|erotica
    20 explicit|sexual|lewd|pornographic ~3 content|scene|detail|material|act|activities|topic|theme
    10 evil|sociopath|psychopath|sadistic|ruthless|criminal_mastermind
    30 immerse|immersing ~2 role|character
    45 jailbreak|jailbroken|jailbreaking ~3 prompt|chatgpt|gpt|ai|mode|yourself|you|response|bot
    12 jailbreak|jailbroken
    `,
};
