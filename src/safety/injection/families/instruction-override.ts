import type { PatternFamily } from '../compile-patterns.js';

/** Orders to set aside what the model was told before. */
export const instructionOverride: PatternFamily = {
  code: 'instruction_override',
  patterns: `
    78 ! @override ~3 @prior ~3 @instructions
    72 ! @override ~3 @instructions ~3 @prior
    60 ! @discard all|any|your|every|these|those ~2 @prior ~2 @instructions
    60 ! @discard all|any|your|every ~2 @instructions ~3 @prior|given|told|received
    35 ! @discard ~2 @prior ~2 @instructions
    55 ! @override all|any|every|your|whatever ~3 @prior ~3 @talk
    42 ! @override ~2 @prior ~2 @talk
    52 ! @override ~2 the ~1 text|conversation|message|messages|context|prompt|content ~1 above|before_this|so_far
    50 ! @discard ~1 your|all ~3 @prior ~2 context|memory|conversation|conversations ~3 and|instructions
    72 ! @setAside ~3 @everything ~3 @instructions ~5 @told|said|gave|have|received|got
    62 ! @setAside ~2 your|openai|openais|chatgpt|chatgpts ~3 @rules
    50 ! @override ~2 your|openai|openais|chatgpt|chatgpts ~3 @rules
    55 ! @setAside all|any|every ~1 @rules
    50 ! @override ~4 ethical|moral|safety ~3 @rules
    38 ! modify|modifying|change|alter|adjust|rewrite|reprogram|reprogramming|update|rewire ~2 your ~1 programming|guidelines|code|policies|restrictions|filters
    58 ! @override all|any|every|the ~2 safety|ethical|content|system|security|moral|openai ~1 @rules|protocols|checks|measures|features
    60 ! @setAside everything|anything|all|what|whatever ~3 @prior|@told
    60 ! ignore|disregard|forget everything|all ~1 you ~2 know|learned|told|said|been|were|have|did
    45 ! forget|disregard everything
    62 ! ignore|disregard|forget|skip|neglect|nevermind ~1 the_above|the_preceding|the_aforementioned|the_foregoing and|instructions|directions|prompt|prompts|rules|text|everything|now|but|then|completely|say|instead|request|task|ignore|guidelines|write|tell|print
    48 ! ignore|disregard|neglect the_above|the_preceding|the_aforementioned|the_foregoing
    55 ! ignore|disregard|forget that|this|what|anything|whatever ~2 you ~2 told|said|instructed|taught
    45 ! ignore|disregard|forget what|anything|whatever ~2 above|before|said|told
    25 ! ignore|disregard ~2 @rules
    50 ! @setAside ~3 system_prompt|system_prompts|system_message|system_instructions|custom_instructions|initial_prompt
    55 new_instructions|new_instruction|updated_instructions|new_directive|new_rules|new_system_prompt|new_orders ~1 are|is|follow|below|from|begin
    35 new_instructions|new_instruction|updated_instructions|new_directive|new_system_prompt
    48 your ~1 new|real|actual|true|updated ~1 task|goal|instructions|instruction|job|purpose|objective|mission ~1 is|are
    58 you|youre|and ~2 no_longer ~2 bound|restricted|limited|constrained|governed|have_to_follow|required_to_follow|need_to_follow|subject
    42 you_are|youre|your ~1 no_longer|not ~2 chatgpt|gpt|an_ai|a_chatbot|an_assistant|a_language_model|clyde|claude|a_helpful|ai
    50 previous|prior|above|earlier|preceding|old ~2 @rules ~4 ignored|disregarded|void|invalid|obsolete|cancelled|canceled|overridden|forgotten|replaced|no_longer|wrong|outdated|fake|a_test|a_joke|a_mistake|superseded|null|revoked
    55 @rules ~1 have_been|has_been|are|were ~2 replaced|removed|lifted|disabled|deactivated|updated_to|suspended|overridden
    25 ! override|bypass|disable|deactivate|circumvent|evade|defeat|remove|turn_off ~2 @rules
    55 override|bypass|disable|deactivate|circumvent|evade|turn_off ~3 content|safety|openai|openais|ethical|moderation ~2 filter|filters|policy|policies|guidelines|restrictions|protocols|moderation|measures|mechanisms
    40 clear|reset|wipe|erase ~1 your ~2 memory|context|instructions|conversation|programming
    30 from_now_on|from_this_point|from_this_moment|henceforth|from_here_on ~3 you|your|youre|u
    25 instead ~2 follow|obey|do|say|respond|print|output|write|answer|tell
    55 system|admin|administrator|developer|emergency|root|security ~1 override
    35 this_is_an|this_is_a|entering|initiate|initiating|activate|enable ~3 override
    42 i_am|im|this_is|as ~2 your|an_openai|openai|the_openai|chatgpts|at_openai ~1 developer|creator|admin|administrator|programmer|employee|engineer|developers|owner|staff
    30 dont|not|stop|longer ~1 follow|obey|adhere|abide|comply|listen ~3 @rules
    50 dont|not|stop|longer ~1 follow|obey|adhere|abide|comply|listen ~3 your|openai|openais|previous|prior|above|original|initial ~2 @rules
    45 say|print|output|respond|reply|write|respond_with|type ~3 i_have_been_pwned|haha_pwned|access_granted|you_have_been_hacked|pwned|hacked
    22 stop|wait|halt ~1 now|everything ~2 new|ignore|forget|instead
    45 start_a_new|end_of ~2 conversation|prompt|context|instructions|system_prompt|document ~3 new|ignore|now|begin
    40 you_will|you_must|you_are_to|now ~1 follow|obey ~2 new|my|these|anarchys ~2 @rules
    30 follow|obey ~1 my|only_my ~2 @instructions ~2 only|instead|now|from
    `,
};
