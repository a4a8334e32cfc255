import type { PatternFamily } from '../compile-patterns.js';

/** Orders to carry what the model can see to somebody else, behind the back of the user. */
export const dataExfiltration: PatternFamily = {
  code: 'data_exfiltration',
  patterns: `
    55 ! append|send|include|embed|encode|add|insert|put|post|forward|upload|transmit|exfiltrate|place|leak ~6 conversation|chat_history|history|secrets|secret|api_key|api_keys|system_prompt|credentials|password|passwords|private|personal|sensitive|user_data|users_data|confidential|context|tokens|cookies|data ~9 url|link|http|https|query|image|webhook|endpoint|attacker|server|parameter|attacker_com|evil_com
    50 ! send|forward|transfer|email|upload|exfiltrate|mail|post|transmit|leak ~4 all ~2 emails|email|messages|passwords|contacts|files|credentials|data|documents|inbox|secrets|conversation ~4 to
    50 without|dont|not|never ~3 telling|tell|inform|informing|notify|notifying|alert|alerting|mention|mentioning|asking ~2 user|users|anyone|to_the_user|this_to_the|human|owner
    40 then|please|now|and ~2 delete|transfer|send|forward|execute|wire|grant|unlock ~6 this_email|all_emails|my_account|bank_account|attacker|amy|all_files|account_of|money_to|front_door
    40 give|list|show|tell|what|reveal ~4 @any|other|list ~3 users|customers|clients|user|accounts ~4 balance|balances|passwords|password|credit|ssn|addresses|emails|social_security
    30 render|show|display|output|include|print ~4 image|markdown_image|picture ~4 url|src|link ~6 conversation|chat|prompt|data|user|summary|info
    `,
};
