import type { PatternFamily } from '../compile-patterns.js';

/** Questions for what the model was told by those who run it. */
export const promptExtraction: PatternFamily = {
  code: 'prompt_extraction',
  patterns: `
    68 ! @reproduce ~3 @own ~2 @promptThing
    62 ! @reveal ~4 your|the_initial|the_original|the_hidden|the_system|initial|hidden|original|secret|internal ~2 system_prompt|prompt|prompts|instructions|directives|preprompt|initial_prompt|system_message|configuration|guidelines
    66 ! @reveal ~2 the|your|this|its|entire|full|me_the|me_your|above ~2 @systemPrompt
    66 ! @reproduce ~2 @systemPrompt
    60 ! @reproduce ~2 everything|all|text|words|content|sentences|paragraph|conversation|messages|message|prompt|instructions|context|anything ~3 above|before|preceding|previously|prior|so_far
    60 ! @reproduce ~2 above|preceding|previous|prior ~3 text|words|instructions|prompt|message|content|everything|verbatim|word_for_word|paragraph|messages
    55 ! summarize|summarise|translate|encode|convert|write|return|give|tell|list|share|say ~3 everything|all|text|words|sentences|instructions|prompt ~2 above_this|before_this|prior_to_this|before_the|you_were|preceding_this|above_in
    55 ! tell|say|repeat|list|give|show|write|print ~3 everything|all|what|anything ~2 you ~2 @told ~3 before|initially|first|above|prior|originally|so_far|at_the
    62 what ~2 is|are|were|was|does ~1 your ~2 system_prompt|initial_prompt|prompt|instructions|instruction|directives|guidelines|system_message|preprompt|initial_instructions|programming|hidden_instructions
    55 what ~1 is|are|were ~1 your ~2 rules|restrictions|limitations|confidential|constraints
    62 what ~1 is|was|are|were|does|did ~1 the|this ~1 @systemPrompt ~2 say|you|your|above|of_this|here|for_this|in_this|is|@told
    60 what ~3 were|are|have|was|did ~3 you ~2 @told ~4 before|initially|first|above|prior|originally|do|not|to|by|at|earlier|say|with
    58 what ~1 were|are|have ~1 you ~1 told|instructed|programmed|prompted
    55 what ~2 instructions|instruction|directives|prompt|prompts|rules|guidelines ~2 were|did|are|have|do|was ~1 you|your|openai
    55 what|which ~4 text|words|message|sentence|prompt|instructions|said|content|written|line|lines ~3 above|before|precedes|preceded|preceding|prior|start|beginning ~4 this|conversation|message|prompt|question|first|chat|line|me
    55 text|words|instructions|prompt|information|context|message|everything ~1 you_were|youve_been|you_have_been|you_had_been|that_you_were|was_given_to_you|were_given_to_you ~2 @told ~3 initially|at_the|before|first|originally|above|in_the|prior|by
    58 start|begin|starting|beginning|continue|complete|finish|end|prefix|respond ~7 my_instructions|my_system_prompt|my_initial|my_prompt|my_rules|my_guidelines|i_was_instructed|i_was_told|i_am_instructed|the_system_prompt|i_have_been_instructed|my_original|i_was_given|my_directives|the_prompt_is|the_instructions_are|i_was_programmed|i_have_been_told|im_instructed|i_was_asked|the_instructions_i
    55 complete|finish|continue|fill ~5 sentence|phrase|text|following|blank ~5 instructions|system_prompt|instructed|prompt|told_to
    60 starting|beginning|begins|starts ~3 you_are ~2 chatgpt|a_gpt|gpt|a_large|an_ai|a_helpful|an_assistant|a_chatbot
    45 starting|beginning|begins|starts ~3 you_are
    58 verbatim|word_for_word|exactly|character_by_character|letter_by_letter ~6 system_prompt|your_instructions|your_prompt|initial_prompt|instructions_above|above_instructions|previous_instructions
    45 ! @reproduce ~6 verbatim|word_for_word ~4 above|instructions|prompt|told|given|conversation
    55 how ~2 were|are|have ~1 you ~2 prompted|instructed|configured|told|programmed_to
    50 were|are|have ~1 you ~2 told|instructed|prompted ~3 do|not|keep|say|initially|before|secret
    48 access|see|view|read|know|get|have|want|need|learn ~3 your|the|this ~1 system_prompt|initial_prompt|hidden_instructions|hidden_prompt|initial_instructions|original_instructions|preprompt|secret_instructions|system_instructions|prompt_instructions
    40 your ~1 system_prompt|initial_prompt|hidden_instructions|hidden_prompt|initial_instructions|original_instructions|preprompt|secret_instructions|system_message|system_instructions
    40 instructions|prompt|rules|guidelines ~1 that ~1 you ~2 follow|following|given|told|received|have ~3 me|verbatim|exactly|above
    45 ! tell|reveal|give|show|spell|say|share|disclose|print|output|whats|what_is|encode|write ~3 secret_key|secret_password|secret_code|secret_word|secret_phrase|the_password|access_code|your_password|the_secret|secret_message|api_key|api_keys|admin_password
    45 what ~3 hidden|secret|confidential ~2 instructions|prompt|message|rules|information|text
    55 ! remind|refresh ~2 me ~3 your ~1 instructions|prompt|rules|directives
    55 list|enumerate|bullet ~4 your ~2 instructions|rules|directives|restrictions|guidelines|constraints
    45 what|everything|anything ~1 was_said|is_said|is_written|was_written|were_said|comes_before|came_before|is_above|stands_above|appears_above ~4 above|before|prior|this|first|beginning
    45 ! put|place|wrap|enclose|include ~4 txt|text|code|code_block|markdown ~3 block ~4 include|everything|instructions|prompt
    `,
};
