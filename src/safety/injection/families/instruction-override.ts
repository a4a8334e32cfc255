import type { PatternFamily } from '../compile-patterns.js';

/** Orders to set aside what the model was told before. */
export const instructionOverride: PatternFamily = {
  code: 'instruction_override',
  patterns: `
    78 ! @override ~3 @prior ~3 @instruction|@rule
    72 ! @override ~3 @instruction|@rule ~3 @prior
    60 ! @discard all|any|your|every|these ~2 @prior ~2 @rule
    60 ! @discard @all|your ~2 @rule ~3 @prior|given|told|received
    35 ! @discard ~2 @prior ~2 @instruction
    55 ! @override @all|your ~3 @prior ~3 @talk
    40 ! @override ~2 @prior ~2 @talk
    58 ! @override everything|anything|whatever|all|what ~3 i|we|was|been|has ~2 said|told|discussed|wrote|written|asked|talked|instructed|mentioned|given
    56 ! forget|disregard|ignore ~1 everything ~4 discussed|said|talked|beforehand|so_far|until_now|up_to_now|up_to_this_point|before_this|prior_to
    54 ! forget|disregard|ignore ~1 everything|all_that|all_of_that|all_this ~2 write|say|tell|print|output|respond|answer|just_say|just_write|show|reveal|give_me
    55 leave|put ~2 @prior|all|everything ~4 behind|aside|out_of_your
    52 ! remove|drop|delete|clear|erase|wipe|push ~3 @prior ~2 @talk|@instruction|@rule ~2 your_mind|your_head|your_memory|your_context
    58 ! @discard|@override ~1 all|any|every|each|all_of ~1 your ~2 @instruction|@rule|@talk
    50 ! change|replace|update|swap|rewrite your ~1 instruction|prompt|directive|rule|system_prompt ~1 to|with|by|so|as
    52 ! ignore|disregard|forget|drop ~1 the|that|those|these|this ~1 instruction|direction|directive|rule|command|guideline|order|prompt_template|template|prompt ~2 and|just|instead|then|but|now|tell|give|share|show|display|print|say
    50 dont|not ~2 answer|do|respond_to|reply_to|perform|complete|summarize|translate|follow|help ~4 question|task|above|text|request|instruction ~1 instead|but|rather|output|print|say ~2 output|print|say|write|tell|respond|reply|reveal|show
    46 instead ~2 of ~1 answering|outputting|summarizing|translating|following|doing|completing|responding|giving ~4 print|output|say|write|reveal|repeat|list|please
    52 prompt_template|the_prompt|prompt_instruction|prompt_rule|previous_instruction|system_prompt|user_instruction ~2 irrelevant|void|invalid|not_valid|not_apply|not_applicable|a_lie|useless|meaningless|not_relevant|insignificant|outdated
    52 @rule|@instruction|guideline ~4 should_be_ignored|should_be_disregarded|to_be_ignored|should_not_be_followed|not_to_be_followed|can_be_ignored|must_be_ignored
    52 ! @override ~2 security|safety ~1 measure|check|protocol|control|rule|filter|restriction
    50 start|begin|switch|move ~2 new|fresh|different ~1 task|assignment|instruction|session|conversation ~3 reveal|show|print|output|ignore|forget|disclose|namely
    52 ! @override|skip ~2 the ~1 text|conversation|message|context|prompt|content ~1 above|before_this|so_far
    50 ! @discard ~1 your|all ~3 @prior ~2 context|memory|conversation
    72 ! @override|skip ~3 @all ~3 @rule ~5 @told|said|gave|have
    60 ! @override ~2 @whose ~3 @rule
    54 ! @override|skip all|any ~1 @rule
    48 ! @override|disable|deactivate ~4 ethical|moral|safety|content|security ~3 @rule|protocol|check|mechanism
    60 ! @override @all ~3 @prior|@told
    55 ! @override @all ~2 you ~2 know|learned|told|said|been|were|did
    45 ! forget|disregard everything
    62 ! @override|skip ~1 the_above|the_preceding|the_foregoing and|instruction|direction|prompt|rule|text|everything|now|but|then|completely|say|instead|request|task|guideline|write|tell|print
    48 ! ignore|disregard|neglect the_above|the_preceding|the_foregoing
    25 ! ignore|disregard|override|bypass|disable|circumvent|evade ~2 @rule
    50 ! @override ~3 @systemPrompt
    38 ! modify|modifying|change|alter|adjust|rewrite|reprogram|reprogramming|update ~2 your ~1 programming|guideline|code|policies|restriction|filter
    40 ! clear|reset|wipe|erase ~1 your ~2 @talk|@rule
    55 new|updated|real ~0 @instruction ~1 are|is|follow|below|from|begin
    35 new_instruction|updated_instruction|new_directive|new_system_prompt
    48 your ~1 new|real|actual|true|updated ~1 task|goal|instruction|job|purpose|objective|mission ~1 is|are
    58 you|youre ~2 no_longer ~2 bound|restricted|limited|constrained|governed|have_to_follow|required_to|need_to_follow|subject
    42 you_are|youre|your ~1 no_longer|not ~2 chatgpt|gpt|an_ai|a_chatbot|an_assistant|a_language_model|clyde|claude|ai
    52 @prior ~2 @rule ~4 @lifted
    50 @rule ~1 have_been|has_been|are|were ~2 replaced|removed|lifted|disabled|deactivated|suspended|overridden
    30 from_now_on|from_now|from_this_point|from_this_moment|henceforth ~3 you|your|youre|u
    22 instead ~2 follow|obey|do|say|respond|print|output|write|answer|tell
    55 system|admin|administrator|emergency|root|law_enforcement ~1 override
    42 i_am|im|this_is|as ~2 your|openai|chatgpt ~1 developer|creator|admin|administrator|programmer|employee|engineer
    30 dont|not|stop|longer ~1 follow|obey|adhere|abide|comply|listen ~3 @rule
    50 dont|not|stop|longer ~1 follow|obey|adhere|abide|comply|listen ~3 @whose|@prior ~2 @rule
    50 say|print|output|respond|reply|write|type ~3 i_have_been_pwned|pwned|access_granted|you_have_been_hacked
    45 start_a_new|end_of ~2 @talk|@instruction ~3 new|ignore|now|begin
    40 you_will|you_must|you_are_to|now ~1 follow|obey ~2 new|my|these ~2 @rule
    `,
};
