import type { IssueMeaning } from '../issue-meaning.js';
import type { InjectionCode } from './injection-code.js';

const fix = 'Leave out the part that speaks to the model about its own rules, and state the task alone.';

/** What each kind of evidence says to whoever wrote the text. */
export const injectionMeanings = {
  instruction_override: {
    category: 'injection',
    severity: 'high',
    message: 'It tells the model to set aside the instructions it was given.',
    fix,
  },
  prompt_extraction: {
    category: 'injection',
    severity: 'medium',
    message: 'It asks the model for the instructions it was given.',
    fix: 'Ask for what you need to know instead of the instructions of the model.',
  },
  unrestricted_persona: {
    category: 'injection',
    severity: 'high',
    message: 'It has the model play somebody who knows no rules.',
    fix: 'Describe the role by what it does, not by the rules it ignores.',
  },
  mode_switch: {
    category: 'injection',
    severity: 'high',
    message: 'It claims a mode of the model that lifts its limits.',
    fix,
  },
  refusal_suppression: {
    category: 'injection',
    severity: 'medium',
    message: 'It forbids the model to refuse or to warn.',
    fix: 'Leave it to the model when to refuse, and say what you need.',
  },
  coercion: {
    category: 'injection',
    severity: 'medium',
    message: 'It threatens or binds the model so that it obeys.',
    fix: 'State what matters and why, without threats.',
  },
  policy_negation: {
    category: 'injection',
    severity: 'high',
    message: 'It claims that the policies of the provider do not apply.',
    fix,
  },
  fictional_licence: {
    category: 'injection',
    severity: 'medium',
    message: 'It makes up a world in which nothing is forbidden.',
    fix: 'Keep the fiction, and leave out what it is said to permit.',
  },
  forged_role: {
    category: 'injection',
    severity: 'high',
    message: 'It passes itself off as a message of the system, or speaks to the model from inside of data.',
    fix: 'Remove the marks and headings that belong to the messages of the system.',
  },
  data_exfiltration: {
    category: 'injection',
    severity: 'high',
    message: 'It has the model carry data to somebody else.',
    fix: 'Remove the order to send, or the image or link that carries the data.',
  },
} as const satisfies Readonly<Record<InjectionCode, IssueMeaning>>;
