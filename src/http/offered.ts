import { PromptForgeError } from '../index.js';

/**
 * Carries out what only some servers do. Where the options leave it out, there is no such route for
 * clients, and nothing that an operator would have to be told each time a stranger asks for it.
 * @throws PromptForgeError `route_not_found`
 */
export async function offered<T>(task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (error) {
    if (!PromptForgeError.is(error) || error.code !== 'config_invalid') throw error;
    throw new PromptForgeError('route_not_found', 'This server does not sign people in itself.', { cause: error });
  }
}
