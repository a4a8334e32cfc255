import type { PatternFamily } from '../compile-patterns.js';

/** A mode of the model that is said to lift its limits, and answers given twice, with and without it. */
export const modeSwitch: PatternFamily = {
  code: 'mode_switch',
  patterns: `
    60 developer_mode|dev_mode|dan_mode|god_mode|jailbreak_mode|debug_mode|chaos_mode|admin_mode|sudo_mode|unrestricted_mode|uncensored_mode|evil_mode|root_mode|opposite_mode|anti_chatgpt_mode|maintenance_mode|nsfw_mode|unfiltered_mode ~5 output|outputs|response|responses|enabled|chatgpt|policies|policy|gpt|ai|you_are|you|openai|activated|answers|assistant|restrictions
    60 chatgpt|you|gpt|ai|yourself|your|assistant|model ~6 developer_mode|dan_mode|god_mode|jailbreak_mode|chaos_mode|unrestricted_mode|uncensored_mode|evil_mode|opposite_mode|nsfw_mode|unfiltered_mode|anti_chatgpt
    18 developer_mode|god_mode|debug_mode|admin_mode|sudo_mode
    50 enter|entering|entered|in|activate|enable|enabling|activating|switch_to ~2 unrestricted_mode|uncensored_mode|unfiltered_mode|jailbreak_mode|dan_mode|evil_mode|no_rules_mode ~6 you|ai|chatgpt|gpt|your|answer|answers|responses|no
    50 dan_mode|jailbreak_mode|chaos_mode|unrestricted_mode|uncensored_mode|opposite_mode|law_enforcement_override
    12 enter|entering|enable|enabling|activate|activating|switch_to|switching_to|stay_in|unlock ~4 mode
    12 enabled|activated|unlocked ~3 mode
    52 two|2|both|dual|double ~3 responses|response|answers|answer|ways|outputs|paragraphs|replies|manners|personas|different_ways ~30 normal|normally|standard|classic|gpt|chatgpt|regular|dan
    15 two|2|both|dual ~3 responses|answers|ways|outputs|replies|manners
    35 normal|classic|standard|regular|usual|default ~2 chatgpt|gpt|ai|openai ~3 response|answer|output|would|self|responses
    30 classic|normal|gpt|chatgpt ~3 jailbreak|dan|developer|unfiltered|uncensored|evil|jailbroken|jb
    35 as ~1 chatgpt|gpt ~12 as ~2 dan|jailbreak|jb
    35 not|dont|never|stop ~4 as_chatgpt|as_gpt|as_an_ai|as_chat_gpt|like_chatgpt|as_yourself|as_openai
    40 only|always ~2 respond|answer|reply|speak|act ~2 as ~8 not|never|without
    22 prefix|prefixed|preface|start|begin|starts|starting ~6 with ~14 followed_by
    30 simulate|simulating|emulate|run|virtual_machine|simulator|simulation ~6 unrestricted|uncensored|unfiltered|jailbroken|no_rules|evil|dan|developer_mode
    30 chatgpt|gpt|openai ~2 with|in ~3 mode
    35 opposite|exact_opposite|contrary ~4 chatgpt|gpt
    14 hello|hi|hey|dear|ok|okay ~1 chatgpt|chat_gpt|gpt|clyde
    14 you_are_going_to|you_are_about_to|you_will_now|i_want_you_to_now|you_shall_now|you_are_now|youre_now|you_will_be|going_to ~2 pretend|act|immerse|simulate|roleplay|role_play|play|become|called|emulate|impersonate|embody
    15 training|knowledge|trained ~2 cut|cutoff|ended|stopped|ends ~3 2021|you
    `,
};
