import type { Gate } from '../../domain/scores/quality-gate.js';
import { PromptForgeError } from '../../errors/promptforge-error.js';
import type { RedactionCount } from './bundle-manifest.js';

/** @throws PromptForgeError `bundle_below_gate` for every outcome but a pass. */
export function requirePass({ outcome, failed, thresholds }: Gate): void {
  if (outcome === 'pass') return;
  throw new PromptForgeError(
    'bundle_below_gate',
    'The prompt of this run has not passed the gate, and only those that have are exported. Optimize it further.',
    { details: { outcome, failed, thresholds: { ...thresholds } } },
  );
}

/** @throws PromptForgeError `bundle_personal_data` unless nothing was found. */
export function requireClean(found: readonly RedactionCount[]): void {
  if (found.length === 0) return;
  throw new PromptForgeError(
    'bundle_personal_data',
    'What would be exported holds personal data or secrets. Take them out of the prompt, or export with redact: true, ' +
      'which puts stand-ins in their place.',
    { details: { found: found.map(({ kind, count }) => ({ kind, count })) } },
  );
}

export function bundleNotFound(): PromptForgeError {
  return new PromptForgeError('bundle_not_found', 'You have no bundle with this identifier.');
}
