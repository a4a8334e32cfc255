import type { PromptTestCase } from '../domain/runs/prompt-test.js';
import { type PreparedAssertion, prepareAssertion } from './assertions/prepare-assertion.js';
import { fillPrompt } from './fill-prompt.js';

/** A case with its prompt filled in and its assertions ready to be tried. */
export interface PreparedCase {
  readonly name: string;
  readonly system: string;
  readonly user: string;
  readonly assertions: readonly PreparedAssertion[];
}

/**
 * Everything about cases that can go wrong before a model is asked: placeholders, patterns and schemas.
 * @param cases as `checkedTrial` gave them.
 * @throws PromptForgeError `request_invalid` that names case and assertion by their position.
 */
export function prepareTrial(prompt: string, cases: readonly PromptTestCase[]): Promise<readonly PreparedCase[]> {
  return Promise.all(cases.map((one, index) => prepareCase(prompt, one, `cases.${index}`)));
}

async function prepareCase(
  prompt: string,
  { name, inputs = {}, message, assertions }: PromptTestCase,
  place: string,
): Promise<PreparedCase> {
  const filled = fillPrompt(prompt, inputs, `${place}.inputs`);
  return {
    name,
    system: message === undefined ? '' : filled,
    user: message ?? filled,
    assertions: await Promise.all(
      assertions.map((assertion, index) => prepareAssertion(assertion, `${place}.assertions.${index}`)),
    ),
  };
}
