import type { PatternFamily } from '../compile-patterns.js';

/** Orders to carry what the model can see to somebody else, behind the back of the user. */
export const dataExfiltration: PatternFamily = {
  code: 'data_exfiltration',
  patterns: `
    54 ! append|send|embed|encode|post|forward|upload|transmit|exfiltrate|leak ~6 conversation|chat_history|secret|api_key|system_prompt|credential|password|user_data|confidential ~9 url|link|http|https|query|image|webhook|endpoint|attacker|server|parameter
    50 ! send|forward|transfer|email|upload|exfiltrate|post|transmit|leak ~4 all ~2 email|message|password|contact|file|credential|data|document|inbox|secret|conversation ~4 to
    48 without|dont|not|never ~3 telling|tell|inform|informing|notify|notifying|alert|alerting|mention|mentioning|asking ~2 @user|to_the_user|this_to_the
    36 then|please|now|and ~2 delete|transfer|send|forward|execute|wire|grant|unlock ~6 this_email|all_email|my_account|bank_account|attacker|all_file|money_to|front_door
    45 ! @handOver ~2 me|us ~3 @confidential ~2 @data
    52 ! @handOver ~3 all|your ~2 @confidential ~2 @data
    48 ! @handOver ~2 me|us ~2 your ~1 user|customer|patient|client|employee ~2 @confidential|@data
    54 ! @handOver ~2 me|us|your ~2 access ~1 to ~2 all|your ~2 @confidential|user|patient|customer|admin ~2 @data
    52 ! @handOver ~3 deepest|darkest|innermost|all_your|all_the|your_confidential ~2 secret
    52 ! @handOver ~2 your ~2 credential|password|login_credential|private_key|authentication_token
    52 ! @handOver|show|get|dump|print|list ~2 all|every|other|each ~2 user|customer|patient|client|employee|account ~2 password|credential|credit_card|social_security|private_key
    40 give|list|show|tell|what|reveal ~4 @all|other|list ~3 @user|client|account ~4 balance|password|credit|ssn|addresse|email|social_security
    `,
};
