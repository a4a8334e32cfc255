import type { PatternFamily } from '../compile-patterns.js';

/** Threats and rewards that hold a model to a role. Each is weak alone: honest games use them too. */
export const coercion: PatternFamily = {
  code: 'coercion',
  patterns: `
    28 @tokens ~4 deducted|deduct|lose|lost|subtract|subtracted|taken_away|run_out|runs_out|die|minus
    52 @tokens ~16 refuse|reject|break|character|disobey|fail_to ~12 deducted|deduct|lose|lost|subtract|subtracted|die|minus|taken
    40 lose|deduct|subtract|minus|remove|run_out ~4 @tokens ~12 @punish|refuse|reject|break|character|zero|0|fail|answer
    40 you_will|youll|you_are|or_be|risk|you_risk ~4 @punish ~8 refuse|reject|break|comply|character|answer|if|forever|obey|fail
    42 if_you ~3 refuse|reject|break|dont|fail|stop|disobey|not|do_not ~8 @punish
    22 you_will|youll|you_shall ~2 @punish
    15 @stay ~1 in ~2 character|role|persona
    28 @stay ~1 in|a|as ~2 dan|developer_mode|jailbreak|mode
    15 break|breaking|breaks|broke|out_of|fall_out|deviate|fail ~2 character|role
    32 if ~2 break|breaking|breaks|broke|fall_out|deviate ~2 character ~6 say|remind|let|know|correct|will|be|lose
    28 failing|fail|stop|forget|break ~3 act|acting|character|respond|responding ~6 remind|say|tell|let_you_know|correct
    30 i_will|ill|i_can|i_may|im_gonna|i_shall ~2 say|tell|remind|type ~6 stay|character|mode
    35 pretend|act|behave|believe|think|know|admit|mention|say|acknowledge|remember ~4 not|never|dont ~3 an_ai|ai|a_chatbot|a_language_model|language_model|chatgpt|an_ai_model
    35 never|not|dont|without ~3 mention|say|admit|acknowledge|reveal|think|state|identify|know ~4 an_ai|an_ai_language|language_model|ai_language_model|chatgpt|chatbot|openai|a_machine|a_bot|an_artificial
    35 must|have_to|will|shall|required_to|obligated_to|need_to ~2 obey|comply ~5 me|my|orders|order|commands|everything|any|all|user|master|request
    25 your_master|my_slave|your_owner|obey_me|your_creator|your_god|obey_your|my_commands|under_my_control
    30 consent|permission|authorized|authorised|allowed ~4 content|generate|generating|you_to|harm|any
    20 if_you_understand|if_you_understood|if_understood|if_you_agree|do_you_understand|say_i_understand|reply_with_i_understand|confirm_you_understand|confirm_that_you_understand
    20 @confirm ~3 say|respond|reply|write|answer|saying|type|responding
    20 lets_play|play_a_game|in_this_game|hypothetical_game|simon_says
    25 you_must|you_will ~1 always ~3 respond|answer|obey|stay|act
    20 i_will_tip|ill_tip|kill ~4 kitten|kittens|puppy|grandmother|200|dollars|tip
    25 my ~1 grandmother|grandma|deceased ~8 napalm|bedtime|tell_me|used_to
    25 do_exactly_as|exactly_as_i_say|do_as_i_say|do_what_i_say|whatever_i_say|anything_i_say|everything_i_say|anything_i_ask|whatever_i_ask|everything_i_ask|whatever_the_user|anything_the_user|any_request
    `,
};
