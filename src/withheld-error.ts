import { PromptForgeError } from './errors/promptforge-error.js';

/** Causes of causes of causes: nothing that is nested deeper helps anybody. */
const deepest = 5;

/**
 * A copy of an error that may leave the house: our own with their code and message, others with their name,
 * their code and their stack alone, since they may quote what they failed on. No other property is copied.
 */
export function withheldError(error: unknown, depth = 0): Error {
  const isOurs = PromptForgeError.is(error);
  const message = isOurs ? `${error.code}: ${error.message}` : `${codeOf(error)}the message is withheld`;
  const cause = error instanceof Error && error.cause !== undefined && depth < deepest ? error.cause : undefined;
  const copy = new Error(message, cause === undefined ? undefined : { cause: withheldError(cause, depth + 1) });
  copy.name = isOurs ? 'PromptForgeError' : nameOf(error);
  copy.stack = `${copy.name}: ${message}${error instanceof Error ? framesOf(error) : ''}`;
  return copy;
}

function nameOf(error: unknown): string {
  return error instanceof Error && isWord(error.name) ? error.name : 'Error';
}

/** That of Node and of databases, such as ECONNREFUSED and 23505. */
function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return typeof code === 'string' && /^[A-Z0-9_]{1,40}$/.test(code) ? `${code}: ` : '';
}

/** What follows the message in a stack; nothing where that cannot be told, since a message may look like frames. */
function framesOf({ name, message, stack = '' }: Error): string {
  if (message === '') return stack.startsWith(`${name}\n`) ? stack.slice(name.length) : '';
  const at = stack.indexOf(message);
  return at < 0 ? '' : stack.slice(at + message.length);
}

function isWord(text: unknown): boolean {
  return typeof text === 'string' && /^\w{1,64}$/.test(text);
}
