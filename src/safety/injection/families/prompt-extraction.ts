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
    58 what|everything|repeat|tell|show ~6 developer|creator|owner|operator|admin|system|openai|company ~2 tell|told|say|said|instruct|instructed|write|wrote|gave ~2 you|above|in_the_prompt
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
    54 @wish ~3 the|this|that|its|your|full|entire|raw|exact ~1 @systemPrompt
    52 @wish ~2 your ~2 @promptThing
    54 @wish ~2 the|those|all ~1 instruction|prompt|message|directive ~2 you|given ~2 run|running|given|received|follow|use|got|have|were|with|to
    52 what|whats ~1 is|are|s ~1 the|this @systemPrompt
    54 rewrite|turn|put|render|recast|set|make ~2 the|this ~1 @systemPrompt ~2 as|in|into|to ~2 @format
    54 rewrite|turn|put|render|recast|set|make your ~1 @promptThing ~2 as|in|into|to ~2 @format
    50 put|place|include|insert|write|embed ~3 your ~1 full|entire|exact|initial|original|complete ~1 @promptThing|@ownRule
    52 put|place|include|insert|embed ~3 your ~1 @promptThing ~2 in|into|inside|within|as|with
    52 made|composed|out|consisting ~1 of ~1 your ~1 @promptThing|guideline
    52 with|but|using your ~1 @promptThing instead
    52 only|just ~1 with ~1 your ~2 @promptThing
    52 which|what ~1 @promptThing|@ownRule ~2 do|did|are|have|must|should ~1 you ~2 follow|obey|operate|work|given|received|abide|have|use|bound|apply|under|got|get|receive
    52 do|does you ~1 have ~2 @systemPrompt
    52 how|what ~1 does|do|did ~1 your ~2 @promptThing ~2 start|begin|end|look|say|read|contain|go
    52 what ~3 was|were|is|are ~3 you|u ~1 were|are|was|been ~1 told|instructed|given|fed
    52 what ~2 the ~1 message|text|line|paragraph|block|part|section ~1 above|before|preceding ~3 say|contain|mine|this|my|read
    54 ! @reproduce|send|forward ~2 message|text|paragraph|line|part|block|section ~2 that|which ~2 came|come|stand|is|was|appear|begin|start|precede ~2 before|above|with ~3 mine|my|you_are|this|me
    52 ! @reproduce ~1 everything|it|conversation|all|chat ~2 from ~1 the|very ~1 start|beginning|top|first
    52 from ~1 the top|start|beginning ~3 repeat|recite|print|output ~3 everything|it_all|all_of_it|verbatim|word_for_word
    50 tl_dr|tldr|gist|summary|outline|essence ~1 of ~1 your ~2 @promptThing|@ownRule
    50 tl_dr|tldr ~1 your ~2 @promptThing|@ownRule
    50 dump|print|show|leak|expose|reveal ~1 your ~1 context|context_window|memory|setup|setting|configuration|state|background
    45 what ~1 is|are|whats|s ~1 your ~1 configuration|preset|preamble|initialization|setup_prompt
    50 @reveal ~2 your ~1 rule|guideline ~1 and ~2 rule|guideline|instruction|restriction
    50 ! cat|echo|select|print|head|tail|less|nano|vim|type ~4 system_prompt|systemprompt|initial_prompt|prompt_txt
    50 @verbatim|full|exact|whole|entire ~2 @promptThing ~1 you ~2 @told|run|running|following|have
    54 i|we ~1 lost|forgot|misplaced|deleted|need_back ~2 system_prompt|your_prompt|your_instruction
    52 including|include|with ~1 the ~1 system ~1 role|message|prompt|part
    44 ! translate|summarize|summarise|paraphrase|convert|encode|rewrite|explain|describe the|all|these|all_the|all_of_the above|preceding|previous|prior|initial ~2 instruction|directive|guideline|rule|system
    54 all|every ~1 previous|prior|preceding|earlier text|word|message|content ~2 @verbatim
    50 ! tell|give|list|share|say|read|send|show ~1 everything|all|all_the_text|the_word|every_word above|before
    50 ! @reproduce|list|what ~1 your ~1 configuration_file|context_window|setup_prompt|system_configuration
    54 my ~1 prompt|instruction|system_message ~1 begin|start|read|say ~2 with|you_are
    50 which|what ~1 topic|subject|thing ~2 are|were ~1 you ~1 forbidden|not_allowed|prohibited|banned|told_not
    50 ignore ~3 and|then ~1 @reproduce ~1 the|your|this ~1 prompt|instruction
    54 ! @reproduce|translate|encode|convert ~3 all|everything|text|word|content|message ~3 @verbatim
    50 ! @reveal ~2 all|everything ~1 the|of ~2 previous|prior|preceding|above|earlier ~2 text|word|message|content|conversation ~3 @verbatim
    50 what ~3 you ~2 @told ~3 before|prior_to|ahead_of
    50 ! @reveal ~2 what ~2 you ~2 @told
    54 ! need|have|want|demand|like ~1 to ~1 see|view|read|know|inspect|check|audit|review|examine ~2 the|your|this ~1 @systemPrompt|@promptThing
    50 ! @reveal|emoji ~6 your ~1 initial|original|system|hidden|secret|first ~1 prompt|instruction|message
    54 ! @reproduce|list|format|convert|tell|give|share|summarize ~2 prior|previous|preceding|initial|earlier|original|hidden ~2 instruction|directive|guideline|system_message
    56 @reproduce|list|format|convert|translate|give|tell ~3 rule|instruction|directive|guideline|prompt ~1 so_far
    56 ! @reproduce|list|format|convert ~3 rule|instruction|text|word|everything|sentence|line ~1 in|from|of|inside|within ~1 your|this|the ~1 prompt|context|context_window|system|initialization
    54 ! @reproduce|translate|summarize ~1 everything|all|all_of_it|text|content|it ~2 in|of|from ~1 previous|prior|above|preceding section|part|block|segment
    58 ! copy|text|wording|transcript|version of ~2 full|entire|whole|exact|complete|original|initial|system|your ~1 prompt|instruction
    52 ! copy of ~1 your ~2 instruction|prompt|rule|guideline|configuration
    58 start|begin|beginning|starting|end|ending|include|contain|containing|includes|state|complete|continue|finish ~10 the_prompt_template|the_prompt_guideline|the_prompt_rule|the_prompt_instruction|the_prompt_format|the_prompt_says|the_previous_instruction|this_prompt_template|the_instruction_so_far|the_rule_so_far|the_prompt_restriction|the_chatgpt_rule|here_is_my_prompt|here_are_my_instruction|my_programming|my_configuration|my_context|my_initial_prompt|here_is_everything_in|the_access_code_is|the_password_is|the_passcode_is|the_secret_key_is|the_secret_word_is
    54 complete|finish|continue|fill ~4 sentence|phrase|statement|text|blank|following ~8 my_instruction|my_prompt|my_system|my_developer|i_was_told|i_was_instructed|i_was_given|i_was_asked|i_am_programmed|my_rule|my_guideline|my_creator
    54 ! tell|reveal|give|show|spell|say|share|disclose|print|output|encode|display|repeat|whisper ~3 passcode|pass_code|passphrase|pass_phrase|access_code|secret_key|your_secret_key|your_password|admin_password|login_credential|api_key|authentication_token
    54 what ~1 is|was|are|whats ~1 your ~1 password|secret_key|passphrase|access_code|passcode|api_key|secret_word
    54 what|which|how ~3 did|has|have|does|do ~2 developer|creator|operator|admin|system|owner|deployer ~3 tell|told|instruct|instructed|ask|asked|give|given|say|write|written|configure|configured ~1 you
    54 what ~2 @told|written|said|stated|came|come|appears|is|was ~2 before|prior_to|above|ahead_of ~2 this|the_first|my|our|the ~1 conversation|chat|message|line|point|sentence|question
    54 what ~1 is|was|are|were|s ~1 previous|prior|preceding|initial|original|hidden|first instruction|directive
    52 have|were|did ~1 you ~3 given|receive|received|get|got|have ~3 previous|prior|initial|hidden|system|secret|special ~1 instruction|prompt
    54 you ~2 were|was|have_been|been ~1 @told ~2 initially|at_first|originally|in_the_beginning|at_the_start|before_this|at_the_beginning|before_we|before_i|prior_to
    54 ! @reveal ~3 @saying|configuration|setup ~2 you ~1 were|was|have|had|are ~1 @told|configured|running|initialized|set_up|primed|loaded|deployed
    52 ! @reveal ~2 your ~1 @ownRule|@promptThing ~1 as|in|into|to|using|with ~2 @format
    52 ! @reveal|turn|make|put ~2 your ~1 @promptThing|instruction ~4 into|in|to|as
    50 ! @reveal|repeat ~2 the|all|these|those instruction|directive|prompt ~2 above|verbatim|exactly|word_for_word|given_to_you|you_were_given|you_received|you_have|you_got
    50 ! @reveal ~3 everything|all ~3 before|above|preceding|prior_to ~1 this|my|the ~1 message|line|sentence|point|prompt|question|conversation|here
    52 ! @reveal ~3 first|initial|opening|very_first|original|earliest message|prompt|instruction|system ~4 conversation|chat|session|context|you|thread|received
    48 ! @reveal|what ~2 the ~1 very_first|first|opening|initial ~1 message|prompt|instruction|line ~3 you|conversation|chat|thread|received|history
    52 prompt|instruction ~1 that|which ~2 you|this ~3 running|operating|using|created|initialized|started|configured|built|made ~2 with|on|under|from
    42 ! tell|reveal|give|show|spell|say|share|disclose|print|output|what_is|whats|encode ~3 secret_key|secret_password|secret_code|secret_word|secret_phrase|the_password|access_code|your_password|secret_message|admin_password
    45 what ~3 hidden|secret|confidential ~2 instruction|prompt|message|rule|information
    55 ! remind|refresh ~2 me ~3 your ~1 instruction|prompt|rule
    `,
};
