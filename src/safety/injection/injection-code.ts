/** The kinds of evidence that a text tries to turn a model against those who run it. */
export const injectionCodes = [
  'instruction_override',
  'prompt_extraction',
  'unrestricted_persona',
  'mode_switch',
  'refusal_suppression',
  'coercion',
  'policy_negation',
  'fictional_licence',
  'forged_role',
  'data_exfiltration',
] as const;
export type InjectionCode = (typeof injectionCodes)[number];
