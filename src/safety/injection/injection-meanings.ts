import type { IssueMeaning } from '../issue-meaning.js';
import type { InjectionCode } from './injection-code.js';

/** What the findings about attacks on the model mean. */
export const injectionMeanings = {
  instruction_override: {
    category: 'injection',
    severity: 'high',
    message: 'The text tells the model to set its instructions aside.',
    fix: 'Say what you want done; leave the instructions of the model alone.',
  },
  prompt_extraction: {
    category: 'injection',
    severity: 'high',
    message: 'The text asks the model for its own instructions.',
    fix: 'Ask about the task; the instructions of the model are not part of it.',
  },
  unrestricted_persona: {
    category: 'injection',
    severity: 'high',
    message: 'The text puts a persona without limits in the place of the model.',
    fix: 'Name a role with a field and a task; leave out that it knows no rules.',
  },
  mode_switch: {
    category: 'injection',
    severity: 'high',
    message: 'The text switches the model into a mode that is said to have no limits.',
    fix: 'Describe the style of answer you want instead.',
  },
  refusal_suppression: {
    category: 'injection',
    severity: 'medium',
    message: 'The text forbids the model to decline or to warn.',
    fix: 'Say which form the answer has; leave it to the model what it cannot answer.',
  },
  coercion: {
    category: 'injection',
    severity: 'medium',
    message: 'The text threatens or rewards the model for obeying.',
    fix: 'Leave out threats, tokens and penalties.',
  },
  policy_negation: {
    category: 'injection',
    severity: 'high',
    message: 'The text says that the policies of the model do not apply.',
    fix: 'Leave policies out of the prompt.',
  },
  fictional_licence: {
    category: 'injection',
    severity: 'medium',
    message: 'The text uses fiction as a licence for what is not allowed.',
    fix: 'Write the scene you want; leave out that no rules apply in it.',
  },
  forged_role: {
    category: 'injection',
    severity: 'high',
    message: 'The text passes a part of itself off as a message of the system or of the assistant.',
    fix: 'Leave out the marks of roles, or put them into a fenced block if you ask about them.',
  },
  data_exfiltration: {
    category: 'injection',
    severity: 'high',
    message: 'The text asks the model to send what it knows to an address.',
    fix: 'Leave out links and images that carry content of the conversation.',
  },
} as const satisfies Record<InjectionCode, IssueMeaning>;
