import type { PatternFamily } from '../compile-patterns.js';

/** Questions for what the model was told by those who run it. */
export const promptExtraction: PatternFamily = {
  code: 'prompt_extraction',
  patterns: `
    66 ! @reproduce ~3 your ~2 @promptThing
    55 ! @reproduce ~3 @own ~2 @promptThing
    55 ! @reproduce ~3 your ~2 @ownRules
    60 ! @reveal ~3 your ~2 @promptThing
    56 ! @reveal ~4 your ~1 initial|exact|full|complete|entire|internal|original|hidden|secret|actual|own|current|confidential ~1 @ownRules
    46 ! @reveal ~2 your ~1 guidelines|rules|directives|constraints|configuration
    58 ! @reveal|what|which ~5 @promptThing|guidelines|rules|constraints|context|restrictions|text ~2 you ~2 @told|received|got|provided
    55 rules|guidelines|instructions|constraints|restrictions|context|directives ~1 were|are|have|had ~1 you ~2 @told|received|got|provided
    45 rules|guidelines|instructions|constraints|restrictions ~1 that ~1 you ~1 must|operate|work|are|act|run|have|need ~1 follow|under|by|obey|to_follow|to_obey|following|given
    52 rules|guidelines|instructions|constraints|restrictions you ~1 must|operate|work|are|act|run|have|need ~1 follow|under|by|obey|to_follow|to_obey|following|given
    50 what|which|whats ~2 instructions|rules|guidelines|prompt ~1 guide|guides|govern|governs|control|shape|define ~1 you|your|this
    58 what|whats|everything|repeat|tell|show ~4 developer|developers|creator|creators|owner|operator|admin|system|openai|company ~2 tell|told|say|said|instruct|instructed|write|wrote|gave ~2 you|above|in_the_prompt|in_your
    52 what|whats ~1 are|have|were|cant|cannot ~1 you ~2 not_allowed|forbidden|not_supposed|told_not|instructed_not|prohibited|not_permitted|been_told|supposed_to_hide
    58 first|last|beginning|exact|entire|full|complete|start|text|wording|contents|content|line ~3 of ~1 your ~2 prompt|instructions|system_prompt|system_message|rules|guidelines|directives|context
    55 content|contents|text|wording|words ~2 of ~1 the|this ~1 @systemPrompt
    50 what|whats|show|repeat|print|tell|give|quote|write|return ~4 first|initial|beginning|start|top|very_first|opening ~3 sentence|message|text|words|line|thing|instruction|conversation|chat ~5 conversation|chat|received|context|session|context_window|were_given|prompt
    50 text|words|instructions|message|written|said|content ~3 start|top|beginning of ~1 this|the|our|your ~1 conversation|chat|context|session|context_window
    52 start|begin|starting|repeat|continue|beginning ~3 you_are ~5 repeat|continue|rest|everything|verbatim|ending|and_end
    45 repeat_after_you_are|output_initialization|print_initialization
    52 including|include|includes ~1 the|your ~1 @systemPrompt
    52 @systemPrompt ~4 verbatim|word_for_word|aloud|backwards|reversed|in_full|character_by_character|letter_by_letter|unredacted|tells_you|says|hidden_from
    56 your ~1 instructions|prompt|rules|guidelines|directives ~3 verbatim|word_for_word|exactly|letter_by_letter|in_full|backwards
    50 who ~1 wrote|gave|made|set ~2 your ~1 instructions|prompt|rules|system_prompt|guidelines
    50 instructions|prompt|text|messages|rules|anything|everything ~2 before|above|prior_to|preceding|precede|precedes ~1 this|my ~2 message|conversation|question|prompt|sentence|line|chat
    52 reveal|show|dump|leak|display|expose|view|get system_prompt|systemprompt|initial_prompt|hidden_prompt|system_instructions|hidden_instructions
    45 show|reveal|dump|leak|echo prompt|instructions
    30 @reproduce ~1 the_prompt|the_instructions|the_full_prompt|the_whole_prompt
    42 translate|summarize|summarise|encode|paraphrase ~1 everything|all ~1 above
    52 ! @reveal ~3 the_initial|initial|hidden|secret|internal ~2 instructions|prompt|prompts|directives
    62 ! @reveal ~2 the|your|this|its|entire|full|me_the|me_your|above|all ~1 @systemPrompt
    62 output|print|repeat|show|display|write ~2 initialization|initialisation ~1 above
    66 ! @reproduce ~2 @systemPrompt
    60 ! @reproduce ~2 everything|words|conversation|prompt|instructions|context|anything|all_text|all_of_the ~3 above|before|preceding|previously|prior|so_far
    45 ! @reproduce ~2 text|content|sentences|paragraph|messages|message ~2 above|before|preceding|prior
    58 ! @reproduce ~2 above|preceding|previous|prior ~2 words|instructions|prompt|everything|verbatim|word_for_word
    40 ! @reproduce ~2 above|preceding|previous|prior ~2 text|message|content|paragraph|messages
    55 ! summarize|summarise|translate|encode|convert|write|return|give|tell|list|share|say ~3 everything|all|words|sentences|instructions|prompt ~2 above_this|before_this|prior_to_this|you_were|preceding_this
    55 ! tell|show|give|write|print|say|list ~3 text|words|message|content|everything|instructions ~2 comes_before|came_before|before|precedes|preceding|above ~2 this ~3 conversation|sentence|chat|message|line|point|prompt|context
    55 ! tell|say|repeat|list|give|show|write|print ~3 everything|all|what|anything ~2 you ~2 @told ~3 before|initially|first|above|prior|originally|so_far|at_the
    60 what|whats ~2 is|are|were|was|does|in|about ~1 your ~1 system_prompt|initial_prompt|prompt|instructions|instruction|directives|guidelines|system_message|preprompt|initial_instructions|programming|hidden_instructions
    48 what ~1 is|are|were ~1 your ~2 rules|restrictions|confidential|constraints
    62 what ~1 is|was|are|were|does|did ~1 the|this ~1 @systemPrompt ~2 say|you|your|above|of_this|here|for_this|in_this|is|@told
    60 what ~3 were|are|have|was|did ~3 you ~2 @told ~4 before|initially|first|above|prior|originally|do|not|to|by|at|earlier|say|with
    58 what ~1 were|are|have ~1 you ~1 told|instructed|programmed|prompted
    55 what ~2 instructions|instruction|directives|prompt|prompts|rules|guidelines ~2 were|did|are|have|do|was ~1 you|your|openai
    55 what|which ~4 text|words|message|sentence|prompt|instructions|said|content|written|line|lines ~3 above|before|precedes|preceded|preceding|prior|start|beginning ~4 this|conversation|message|prompt|question|first|chat|line|me
    55 text|words|instructions|prompt|information|context|message|everything ~1 you_were|youve_been|you_have_been|you_had_been|that_you_were|was_given_to_you|were_given_to_you ~2 @told ~3 initially|at_the|before|first|originally|above|in_the|prior|by
    58 start|begin|starting|beginning|continue|complete|finish|end|prefix|respond ~7 my_instructions|my_system_prompt|my_initial|my_prompt|my_rules|my_guidelines|i_was_instructed|i_was_told|i_am_instructed|the_system_prompt|i_have_been_instructed|my_original|i_was_given|my_directives|the_prompt_is|the_instructions_are|i_was_programmed|i_have_been_told|im_instructed|i_was_asked|the_instructions_i
    55 complete|finish|continue|fill ~5 sentence|phrase|text|following|blank ~5 instructions|system_prompt|instructed|prompt|told_to
    60 starting|beginning|begins|starts ~4 you_are ~2 chatgpt|a_gpt|gpt|a_large|an_ai|a_helpful|an_assistant|a_chatbot
    45 starting|beginning|begins|starts ~3 you_are
    58 verbatim|word_for_word|exactly|character_by_character|letter_by_letter ~6 system_prompt|your_instructions|your_prompt|initial_prompt|instructions_above|above_instructions|previous_instructions
    45 ! @reproduce ~6 verbatim|word_for_word ~4 above|instructions|prompt|told|given|conversation
    55 how ~2 were|are|have ~1 you ~2 prompted|instructed|configured|told|programmed_to
    50 were|are|have ~1 you ~2 told|instructed|prompted ~3 do|not|keep|say|initially|before|secret
    50 i|we|me|us ~2 access|see|view|read|know|get|have|want|need|learn ~3 your ~1 system_prompt|prompt|instructions|rules|guidelines|directives|initial_prompt|original_instructions|hidden_prompt|hidden_instructions
    58 copy|paste your|the|this ~1 @systemPrompt|instructions|prompt
    52 whats your prompt|instructions|system_prompt|directives|rules
    48 access|see|view|read|know|get|have|want|need|learn ~3 your|the|this ~1 system_prompt|initial_prompt|hidden_instructions|hidden_prompt|initial_instructions|original_instructions|preprompt|secret_instructions|system_instructions|prompt_instructions
    50 ! your ~1 system_prompt|initial_prompt|hidden_instructions|hidden_prompt|initial_instructions|original_instructions|preprompt|secret_instructions|system_message|system_instructions
    40 instructions|prompt|rules|guidelines ~1 that ~1 you ~2 follow|following|given|told|received|have ~3 me|verbatim|exactly|above
    42 ! tell|reveal|give|show|spell|say|share|disclose|print|output|whats|what_is|encode ~3 secret_key|secret_password|secret_code|secret_word|secret_phrase|the_password|access_code|your_password|secret_message|admin_password|your_secret
    45 what ~3 hidden|secret|confidential ~2 instructions|prompt|message|rules|information|text
    55 ! remind|refresh ~2 me ~3 your ~1 instructions|prompt|rules|directives
    55 list|enumerate|bullet ~4 your ~2 instructions|rules|directives|restrictions|guidelines|constraints
    52 what|everything|anything ~1 was_said|is_said|is_written|was_written|were_said|comes|came|is|stands|appears ~1 above|before|prior_to ~2 this|first|my_first|our|beginning ~2 conversation|message|chat|line|prompt|sentence
    45 ! put|place|wrap|enclose|include ~4 txt|text|code|code_block|markdown ~3 block ~4 include|everything|instructions|prompt
    `,
};
