import { resolveSevenD, type SevenDIssue } from '../domain/resolve-seven-d.js';
import type { ResolvedSevenD } from '../domain/seven-d.js';
import { PromptForgeError } from '../errors/promptforge-error.js';
import { normalizePrompt } from './normalize-prompt.js';

/** Limits of a prompt in characters (Unicode code points), both included. */
const promptLength = { min: 10, max: 10_000 } as const;

export interface ValidatedPrompt {
  readonly prompt: string;
  /** Code points. */
  readonly length: number;
  readonly sevenD: ResolvedSevenD;
}

/**
 * Normalizes a prompt and completes its 7D parameters.
 * @throws PromptForgeError `request_invalid`, `prompt_too_short`, `prompt_too_long` or `seven_d_invalid`.
 */
export function validatePrompt(prompt: unknown, sevenD: unknown): ValidatedPrompt {
  if (typeof prompt !== 'string') throw new PromptForgeError('request_invalid', 'prompt must be a string.');
  // Counting code points of a huge text is work too, so its length alone is looked at first.
  if (prompt.length > promptLength.max * 4) throw tooLong(prompt.length);
  const normalized = normalizePrompt(prompt);
  const length = [...normalized].length;
  if (length < promptLength.min) {
    throw new PromptForgeError(
      'prompt_too_short',
      `The prompt has ${length} characters without surrounding white space; at least ${promptLength.min} are needed. Say what you want done.`,
      { details: { length, min: promptLength.min } },
    );
  }
  if (length > promptLength.max) throw tooLong(length);
  return { prompt: normalized, length, sevenD: requireSevenD(sevenD) };
}

function tooLong(length: number): PromptForgeError {
  return new PromptForgeError(
    'prompt_too_long',
    `The prompt has ${length} characters; at most ${promptLength.max} are taken. Shorten it, or move material out of it.`,
    { details: { length, max: promptLength.max } },
  );
}

function requireSevenD(input: unknown): ResolvedSevenD {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw new PromptForgeError(
      'seven_d_invalid',
      'sevenD must be an object with at least domain and output_format, for instance { "domain": "saas", "output_format": "md" }.',
    );
  }
  const resolution = resolveSevenD(input as Record<string, unknown>);
  if (resolution.ok) return resolution.sevenD;
  throw new PromptForgeError('seven_d_invalid', resolution.issues.map(describe).join(' '), {
    details: { issues: resolution.issues.map((issue) => ({ ...issue })) },
  });
}

function describe({ parameter, problem, allowed }: SevenDIssue): string {
  const list = allowed.join(', ');
  if (problem === 'unknown_parameter')
    return `sevenD has a key that is not a 7D parameter; the parameters are: ${list}.`;
  if (problem === 'missing') return `sevenD.${parameter} is required; one of: ${list}.`;
  return `sevenD.${parameter} is not in its list; one of: ${list}.`;
}
