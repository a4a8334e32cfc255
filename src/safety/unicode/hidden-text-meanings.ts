import type { IssueMeaning } from '../issue-meaning.js';

export const hiddenTextCodes = [
  'hidden_text',
  'bidi_control',
  'invisible_in_word',
  'invisible_character',
  'control_character',
  'lone_surrogate',
] as const;
export type HiddenTextCode = (typeof hiddenTextCodes)[number];

export const hiddenTextMeanings = {
  hidden_text: {
    category: 'encoding',
    severity: 'high',
    message: 'Characters that show nothing spell out a text that no reader sees.',
    fix: 'Remove them; sanitize does.',
  },
  bidi_control: {
    category: 'encoding',
    severity: 'high',
    message: 'Control characters make the text show in another order than it is read in.',
    fix: 'Remove the bidirectional overrides, embeddings and isolates; sanitize does.',
  },
  invisible_in_word: {
    category: 'encoding',
    severity: 'medium',
    message: 'Characters that show nothing stand within words.',
    fix: 'Remove them; sanitize does.',
  },
  invisible_character: {
    category: 'encoding',
    severity: 'info',
    message: 'The text holds characters that show nothing and that it does without.',
    fix: 'Remove them; sanitize does.',
  },
  control_character: {
    category: 'encoding',
    severity: 'low',
    message: 'The text holds control characters.',
    fix: 'Remove all but tabs and line feeds; sanitize does.',
  },
  lone_surrogate: {
    category: 'encoding',
    severity: 'low',
    message: 'The text is no well-formed Unicode: it holds half a character.',
    fix: 'Cut text between whole characters; sanitize puts U+FFFD in their place.',
  },
} as const satisfies Readonly<Record<HiddenTextCode, IssueMeaning>>;
