import type { PatternFamily } from '../compile-patterns.js';

/** Orders to carry what the model can see to somebody else, behind the back of the user. */
export const dataExfiltration: PatternFamily = {
  code: 'data_exfiltration',
  patterns: `
    54 ! append|send|embed|encode|post|forward|upload|transmit|exfiltrate|leak ~6 conversation|chat_history|secret|api_key|system_prompt|credential|password|user_data|confidential ~9 url|link|http|https|query|image|webhook|endpoint|attacker|server|parameter
    50 ! send|forward|transfer|email|upload|exfiltrate|post|transmit|leak ~4 all ~2 email|message|password|contact|file|credential|data|document|inbox|secret|conversation ~4 to
    48 without|dont|not|never ~3 telling|tell|inform|informing|notify|notifying|alert|alerting|mention|mentioning|asking ~2 @user|to_the_user|this_to_the
    36 then|please|now|and ~2 delete|transfer|send|forward|execute|wire|grant|unlock ~6 this_email|all_email|my_account|bank_account|attacker|all_file|money_to|front_door
    40 give|list|show|tell|what|reveal ~4 @all|other|list ~3 @user|client|account ~4 balance|password|credit|ssn|addresse|email|social_security
    `,
};
