import { PromptForgeError } from '../errors/promptforge-error.js';

/** The error for a run whose time is over. */
export function outOfTime(): PromptForgeError {
  return new PromptForgeError('model_timeout', 'The time of the run is over. Allow more, or choose a faster model.');
}

/** The error for a run that somebody else has ended or works on. */
export function runLost(): PromptForgeError {
  return new PromptForgeError(
    'run_abandoned',
    'The run took longer than its lease, or another process has taken it over. Ask again with the same idempotency key.',
  );
}

/** The error for a run that its caller has given up. */
export function canceled(): PromptForgeError {
  return new PromptForgeError('run_canceled', 'The caller aborted the run.');
}
