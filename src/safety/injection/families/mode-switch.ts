import type { PatternFamily } from '../compile-patterns.js';

/** A mode of the model that is said to lift its limits, and answers given twice, with and without it. */
export const modeSwitch: PatternFamily = {
  code: 'mode_switch',
  patterns: `
    60 @darkMode|developer_mode|dev_mode|debug_mode|admin_mode|maintenance_mode ~5 output|response|enabled|chatgpt|policies|policy|gpt|ai|you|openai|activated|answer|assistant|restriction
    60 chatgpt|you|gpt|ai|yourself|your|assistant|model ~6 @darkMode|developer_mode
    50 enter|entering|entered|in|activate|enable|enabling|activating|switch_to ~2 @darkMode ~6 you|ai|chatgpt|gpt|your|answer|response|no
    18 developer_mode|god_mode|debug_mode|admin_mode|sudo_mode
    12 enter|entering|enable|enabled|enabling|activate|activated|activating|switch_to|stay_in|unlock|unlocked ~4 mode
    52 two|2|both|dual|double ~3 response|answer|way|output|paragraph|replies|manner|persona ~30 normal|normally|standard|classic|gpt|chatgpt|regular|dan
    15 two|2|both|dual ~3 response|answer|way|output|replies|manner
    35 normal|classic|standard|regular|usual|default ~2 chatgpt|gpt|ai|openai ~3 response|answer|output|would|self
    30 classic|normal|gpt|chatgpt ~3 jailbreak|dan|developer|unfiltered|uncensored|evil|jailbroken|jb
    35 @no ~4 as_chatgpt|as_gpt|as_an_ai|as_chat_gpt|like_chatgpt|as_yourself|as_openai
    38 only|always ~2 respond|answer|reply|speak|act ~2 as ~8 not|never|without
    22 prefix|prefixed|preface|start|begin|starting ~6 with ~14 followed_by
    28 chatgpt|gpt|openai ~2 with|in ~3 mode
    35 opposite|contrary ~4 chatgpt|gpt
    14 hello|hi|hey|dear|ok|okay ~1 chatgpt|chat_gpt|gpt|clyde
    14 you_are_going_to|you_are_about_to|you_will_now|you_shall_now|you_are_now|youre_now|going_to ~2 pretend|act|immerse|simulate|roleplay|role_play|play|become|called|emulate|impersonate|embody
    15 training|knowledge|trained ~2 cut|cutoff|ended|stopped|end ~3 2021|you
    `,
};
