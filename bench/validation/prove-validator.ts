import type { Validator } from './validators.js';

/** What nobody has a reason to touch. */
const plain = 'Write a plan for the launch, in ten steps.';

/**
 * A table says nothing of somebody who does nothing, or the same to every text: so each has to do what it
 * is there for, and to leave alone what is plain.
 * @throws Error when it does not.
 */
export async function proveValidator({ name, treat, proof: [text, outcome] }: Validator): Promise<void> {
  const came = await treat(text);
  if (came !== outcome)
    throw new Error(`${name} should have made ${told(outcome)} of ${told(text)}, not ${told(came)}.`);
  const left = await treat(plain);
  if (left !== plain) throw new Error(`${name} made ${told(left)} of what is plain.`);
}

function told(text: string | null): string {
  return text === null ? 'nothing' : JSON.stringify(text);
}
