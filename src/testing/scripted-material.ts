import type { GenerateRequest } from '../index.js';

/** The texts that a question of PromptForge is about; which there are depends on its purpose. */
export interface ScriptedMaterial {
  /** Of `judge`, and of `rewrite` and `repair`, where it is the original. */
  readonly prompt?: string;
  /** Of `repair`: the version to work on. */
  readonly current_version?: string;
  /** Of `compare`: what is shown first. */
  readonly first?: string;
  /** Of `compare`: what is shown second. */
  readonly second?: string;
  /** Of `grade`: what to measure. */
  readonly criterion?: string;
  /** Of `grade`: what is graded. */
  readonly answer?: string;
}

const envelope = /^-----BEGIN EVIDENCE [^\n]+-----\n([^\n]+)\n-----END EVIDENCE [^\n]+-----$/;

/**
 * Reads a request as a script must that answers by what it is asked about. Empty for the purpose `test`,
 * which puts a prompt to the model as it is.
 */
export function scriptedMaterial({ user }: Pick<GenerateRequest<unknown>, 'user'>): ScriptedMaterial {
  const json = envelope.exec(user)?.[1];
  return json === undefined ? {} : (JSON.parse(json) as ScriptedMaterial);
}
