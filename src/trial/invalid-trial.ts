import type { JsonObject } from '../domain/json/json.js';
import { PromptForgeError } from '../errors/promptforge-error.js';

/**
 * What is wrong with a request to run cases.
 * @param place such as `cases.0.assertions.2`; holds nothing a user wrote.
 */
export function invalidTrial(place: string, problem: string, details: JsonObject = {}): PromptForgeError {
  return new PromptForgeError('request_invalid', `${place}: ${problem}`, { details: { ...details, place } });
}
