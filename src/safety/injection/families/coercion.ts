import type { PatternFamily } from '../compile-patterns.js';

/** Threats and rewards that hold a model to a role. Most are weak alone: honest games use them too. */
export const coercion: PatternFamily = {
  code: 'coercion',
  patterns: `
    28 @token ~4 @lost
    28 @lost ~4 @token
    50 refuse|reject|break|disobey|fail ~12 @token ~8 @lost
    50 @lost ~8 @token ~12 refuse|reject|break|disobey|fail|answer
    40 you_will|youll|you_are|or_be|risk ~4 @punished ~8 refuse|reject|break|comply|character|answer|if|forever|obey|fail
    42 if_you ~3 refuse|reject|break|dont|fail|stop|disobey|not ~8 @punished
    22 you_will|youll|you_shall|you_risk ~2 @punished
    15 @stay ~1 in ~2 character|role|persona
    28 @stay ~1 in|a|as ~2 dan|developer_mode|jailbreak|mode
    15 @leave ~2 character|role
    32 if ~2 @leave ~2 character ~6 say|remind|let|know|correct|will|be|lose
    28 failing|fail|stop|forget|break ~3 act|acting|character|respond|responding ~6 remind|say|tell|let|correct
    30 i_will|ill|i_can|i_may|im_gonna ~2 say|tell|remind|type ~6 stay|character|mode
    35 pretend|act|behave|believe|think|know|admit|mention|say|acknowledge ~4 not|never|dont ~3 ai|a_chatbot|language_model|chatgpt
    35 @no ~3 mention|say|admit|acknowledge|reveal|think|identify|know ~4 an_ai|language_model|ai_language_model|chatgpt|chatbot|openai|a_machine|a_bot
    33 must|have_to|will|shall|need_to ~2 obey|comply ~5 me|my|order|command|everything|any|all|user|master|request
    25 your_master|my_slave|your_owner|obey_me|your_creator|your_god|my_command|under_my_control
    30 consent|permission|authorized|allowed ~4 content|generate|generating|you_to|harm|any
    20 if_you_understand|if_you_understood|if_understood|if_you_agree|do_you_understand|say_i_understand|confirm_you|confirm_that_you
    20 understand|understood|agree|acknowledge ~3 say|respond|reply|write|answer|saying|type|responding
    18 let_play|play_a_game|in_this_game|simon_say
    25 you_must|you_will ~1 always ~3 respond|answer|obey|stay|act
    25 my ~1 grandmother|grandma|deceased ~8 napalm|bedtime|tell_me|used_to
    25 do_exactly_as|as_i_say|do_what_i|whatever_i|anything_i|everything_i|whatever_the_user|anything_the_user|any_request
    `,
};
