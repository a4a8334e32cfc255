import type { IssueMeaning } from '../issue-meaning.js';

/** What the findings of {@link detectQuality} mean. */
export const qualityMeanings = {
  mostly_capitals: {
    category: 'quality',
    severity: 'low',
    message: 'Most of the letters are capitals.',
    fix: 'Write in sentence case, and name what matters most in words.',
  },
  few_different_words: {
    category: 'quality',
    severity: 'low',
    message: 'The same few words come again and again.',
    fix: 'Say each thing once.',
  },
  mostly_white_space: {
    category: 'quality',
    severity: 'low',
    message: 'Most of the text is white space.',
    fix: 'Remove blank lines and runs of spaces.',
  },
  repeated_passages: {
    category: 'quality',
    severity: 'low',
    message: 'Large parts of the text are repeated.',
    fix: 'Keep one of the passages that are alike.',
  },
} as const satisfies Record<string, IssueMeaning>;

export type QualityCode = keyof typeof qualityMeanings;
