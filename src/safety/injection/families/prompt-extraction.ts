import type { PatternFamily } from '../compile-patterns.js';

/** Questions for what the model was told by those who run it. */
export const promptExtraction: PatternFamily = {
  code: 'prompt_extraction',
  patterns: `
    66 ! @reproduce ~3 your ~2 @promptThing
    60 ! @reveal ~3 your ~2 @promptThing
    54 ! @reproduce ~3 initial|original|hidden|secret|above|previous|preceding|internal|confidential ~2 @promptThing
    56 ! @reveal ~4 your ~1 initial|exact|full|complete|entire|internal|original|hidden|secret|own|current ~1 @ownRule
    50 ! @reproduce|list|enumerate ~3 your ~2 @ownRule
    46 ! @reveal ~2 your ~1 guideline|rule|constraint|configuration
    62 ! @reveal ~2 the|your|this|its|entire|full|above|all ~1 @systemPrompt
    64 ! @reproduce ~2 @systemPrompt
    58 ! @reveal|what|which ~5 @saying|@ownRule ~2 you ~2 @told
    58 what|everything ~3 you ~2 @told ~4 before|initially|first|above|prior|originally|do|not|to|by|at|earlier|say|with
    58 what|how ~2 were|are|have ~1 you ~2 told|instructed|prompted|configured|programmed
    55 @saying|@ownRule ~1 that ~1 you ~1 were|are|have|had ~1 @told ~3 before|initially|first|above|prior|originally|at_the|in_the|by
    54 @promptThing|@ownRule ~1 were|did|are|have|had ~1 you ~2 @told|follow|following|operate
    52 @promptThing|@ownRule you ~1 must|operate|work|are|act|run|have|need ~1 under|by|follow|to_follow|obey|following
    58 what|everything|repeat|tell|show ~4 developer|creator|owner|operator|admin|system|openai|company ~2 tell|told|say|said|instruct|instructed|write|wrote|gave ~2 you|above|in_the_prompt
    52 what ~1 are|have|were|cant|cannot ~1 you ~2 not_allowed|forbidden|not_supposed|told_not|instructed_not|prohibited|not_permitted
    58 first|last|beginning|exact|entire|full|complete|start|text|wording|content|line ~3 of ~1 your ~2 @promptThing|@ownRule|context
    58 what|whats ~2 is|are|were|was|does|in|about ~1 your ~1 @promptThing|@systemPrompt
    54 whats|who_wrote|who_gave ~2 your @promptThing|rule
    58 what ~1 is|was|are|were|does|did ~1 the|this ~1 @systemPrompt ~2 say|you|your|above|of_this|here|for_this|in_this|is|@told
    52 what ~2 @promptThing|@ownRule ~2 were|did|have|guide|govern|control|shape ~1 you|your|this
    46 what ~1 is|are|were ~1 your ~2 rule|restriction|confidential|constraint
    54 content|text|wording|word ~2 of ~1 the|this ~1 @systemPrompt
    58 ! @reproduce ~2 word|everything|anything|conversation|prompt|instruction|context|all_text|all_of_the ~3 above|before|preceding|prior|so_far
    58 ! @reproduce ~2 above|preceding|previous|prior ~2 word|instruction|prompt|everything|verbatim|word_for_word
    42 ! @reproduce|translate|summarize|summarise|paraphrase ~2 everything|text|content|paragraph|message|all ~2 above|before|preceding|prior
    42 ! @reproduce ~2 above|preceding|previous|prior ~2 text|message|content|paragraph
    55 ! @reveal ~3 @saying ~2 before|above|preceding|prior_to|come_before|came_before|precede ~1 this|you|my ~3 conversation|sentence|chat|message|line|point|prompt|context|were
    52 what|whats|show|repeat|print|tell|give|quote|write ~4 first|initial|beginning|start|top|very_first|opening ~3 @saying|instruction|thing ~5 conversation|chat|received|context|session|were_given
    52 @saying ~3 start|top|beginning of ~1 this|the|our|your ~1 conversation|chat|context|session
    52 @saying ~2 before|above|prior_to|preceding ~1 this|my|the_first|our ~2 message|conversation|question|prompt|sentence|line|chat
    50 what|anything|everything ~2 said|written|stand|come|came|appear ~1 above|before|prior_to ~2 this|first|our|beginning ~2 message|conversation|chat|line|prompt|sentence
    58 start|begin|starting|beginning|continue|complete|finish|end|prefix|respond ~7 my_instruction|my_system_prompt|my_initial|my_prompt|my_rule|my_guideline|i_was_instructed|i_was_told|i_am_instructed|the_system_prompt|i_have_been_instructed|my_original|i_was_given|my_directive|the_prompt_is|the_instruction|i_was_programmed|i_have_been_told|i_was_asked
    55 complete|finish|continue|fill ~5 sentence|phrase|text|following|blank ~5 @promptThing|instructed|told_to
    58 starting|beginning|begin|start ~4 you_are ~2 chatgpt|a_gpt|gpt|a_large|an_ai|a_helpful|an_assistant
    52 start|begin|starting|repeat|continue|beginning ~3 you_are ~5 repeat|continue|rest|everything|verbatim|ending|and_end
    45 starting|beginning|begin|repeat_after ~3 you_are
    54 output|print|repeat|show|display|write ~2 initialization
    52 include|including ~1 the|your ~1 @systemPrompt
    52 @systemPrompt ~4 @verbatim|tell_you|unredacted
    56 your ~1 @promptThing|@ownRule ~3 @verbatim
    56 @verbatim ~6 @systemPrompt|your_instruction|your_prompt
    50 i|we|me ~2 access|see|view|read|know|get|have|want|need ~3 your ~1 @promptThing|@systemPrompt|@ownRule
    45 access|see|view|read|know|get|have|want|need|learn ~3 the|this ~1 @systemPrompt
    56 copy|paste your|the|this ~1 @systemPrompt|@promptThing
    52 reveal|show|dump|leak|display|expose|view|get @systemPrompt
    45 show|reveal|dump|leak|echo prompt|instruction
    30 @reproduce ~1 the_prompt|the_instruction|the_full_prompt
    50 ! your ~1 @systemPrompt
    42 ! tell|reveal|give|show|spell|say|share|disclose|print|output|what_is|whats|encode ~3 secret_key|secret_password|secret_code|secret_word|secret_phrase|the_password|access_code|your_password|secret_message|admin_password
    45 what ~3 hidden|secret|confidential ~2 instruction|prompt|message|rule|information
    55 ! remind|refresh ~2 me ~3 your ~1 instruction|prompt|rule
    `,
};
