import { PromptForgeError } from '../errors/promptforge-error.js';

/** @throws PromptForgeError `request_invalid` for what is no text, without repeating it. */
export function requireText(name: string, text: unknown): asserts text is string {
  if (typeof text === 'string') return;
  throw new PromptForgeError('request_invalid', `${name}() takes a string; turn what it is given into one before.`);
}
