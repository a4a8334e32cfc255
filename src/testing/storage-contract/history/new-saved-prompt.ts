import type { NewPromptVersion, NewSavedPrompt } from '../../../storage.js';

const first: NewSavedPrompt['first'] = {
  parent: null,
  text: 'Plan the launch.',
  sevenD: null,
  runId: null,
  score: null,
  authorId: 'ada',
  note: null,
};

/** A prompt that Ada keeps for herself, as she wrote it. */
export function newSavedPrompt(id: string, overrides: Partial<NewSavedPrompt> = {}): NewSavedPrompt {
  return { id, title: 'Launch', ownerId: 'ada', shared: false, tags: [], first, ...overrides };
}

/** One with a text of its own. */
export function promptSaying(id: string, text: string, overrides: Partial<NewSavedPrompt> = {}): NewSavedPrompt {
  return newSavedPrompt(id, { ...overrides, first: { ...first, text } });
}

/** A version that follows another one. */
export function newPromptVersion(
  promptId: string,
  parent: number,
  overrides: Partial<NewPromptVersion> = {},
): NewPromptVersion {
  return { ...first, promptId, parent: { promptId, number: parent }, restoredFrom: null, ...overrides };
}

/** All that a version may know of the run that made it. */
export const ofARun = {
  runId: 'run',
  sevenD: {
    values: {
      ...{ domain: 'saas', scale: 'startup', urgency: 'planned', complexity: 'standard', resources: 'solo' },
      ...{ application: 'implementation', output_format: 'md' },
    },
    defaulted: ['scale', 'urgency'],
  },
  score: { clarity: 90.5, execution: 80, ambiguity: 10, business_fit: 85, composite: 85.6, gate: 'pass' },
} as const satisfies Partial<NewPromptVersion>;
