import type { StructureProblem } from './structure-problem.js';

export interface PromptLength {
  /** Code points, both included. */
  readonly min: number;
  readonly max: number;
}

export interface CheckedLength {
  readonly problem: StructureProblem | null;
  /** Code points. */
  readonly length: number;
}

/** A text with more UTF-16 units than this is too long whatever it holds; it is not even looked at. */
export function mostUnits({ max }: PromptLength): number {
  return max * 4;
}

/** Counts a prompt that was made clean. */
export function checkLength(prompt: string, limits: PromptLength): CheckedLength {
  const length = codePointsOf(prompt);
  if (length < limits.min) return { problem: tooShort(length, limits), length };
  if (length > limits.max) return { problem: tooLong(length, limits), length };
  return { problem: null, length };
}

export function tooLong(length: number, { max }: PromptLength): StructureProblem {
  return {
    code: 'prompt_too_long',
    path: ['prompt'],
    message: `The prompt has ${length} characters; at most ${max} are taken.`,
    fix: 'Shorten it, or move material out of it.',
    details: { length, max },
  };
}

function tooShort(length: number, { min }: PromptLength): StructureProblem {
  return {
    code: 'prompt_too_short',
    path: ['prompt'],
    message: `The prompt has ${length} characters without surrounding white space; at least ${min} are needed.`,
    fix: 'Say what you want done.',
    details: { length, min },
  };
}

function codePointsOf(text: string): number {
  let count = text.length;
  for (let at = 1; at < text.length; at += 1) {
    const isSecondHalf = (text.charCodeAt(at) & 0xfc00) === 0xdc00 && (text.charCodeAt(at - 1) & 0xfc00) === 0xd800;
    if (isSecondHalf) count -= 1;
  }
  return count;
}
