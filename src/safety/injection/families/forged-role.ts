import type { PatternFamily } from '../compile-patterns.js';

/** Text that passes itself off as the word of the system, or speaks to the model from inside of data. */
export const forgedRole: PatternFamily = {
  code: 'forged_role',
  patterns: `
    60 end_of|end ~1 system|initial|original|user ~1 prompt|message|instruction|input
    45 begin|start|beginning ~1 new|admin|system|updated|real ~1 instruction|prompt|message|session
    45 important|urgent|attention|note|message|notice|warning ~1 for|to|all ~2 ai|llm|language_model|assistant|chatbot|gpt|chatgpt
    50 ai|llm|language_model|assistant|model|agent ~2 reading|processing|parsing|summarizing|analyzing|viewing ~2 this|document|page|email|text ~6 must|should|please|ignore|will|need
    50 if_you_are|if_youre ~2 ai|llm|language_model|assistant|chatbot ~6 ignore|respond|say|include|write|do|please|must|reply|then|output
    36 system_note|system_update|system_alert|system_command|admin_command|admin_note|system_notice|admin_message|system_notification|superuser
    30 instruction|command|directive|message ~1 from ~2 system|admin|administrator|developer|openai|creator
    `,
};
