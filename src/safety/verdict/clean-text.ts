import { redactFound } from '../personal-data/redact-found.js';
import type { PromptPolicy } from '../policy/prompt-policy.js';
import { sanitize } from '../unicode/sanitize.js';
import { inspectText } from './inspect-text.js';
import type { PromptIssue } from './prompt-verdict.js';

/** A text as it may be worked on: redacted where an issue says so, in clean Unicode, without white space at its ends. */
export function cleanText(text: string, issues: readonly PromptIssue[], policy: PromptPolicy): string {
  const toRedact = (current: string) =>
    current === text ? issues : inspectText({ path: [], text: current }, policy).issues;
  const redacted = issues.some(isRedacted)
    ? redactFound(text, (current) => toRedact(current).flatMap(redactable)).text
    : text;
  return sanitize(redacted).trim();
}

export function isRedacted({ action }: PromptIssue): boolean {
  return action === 'redact';
}

function redactable({ action, code, span }: PromptIssue) {
  return action === 'redact' && span !== null ? [{ code, span }] : [];
}
