import type { Span } from '../../domain/span.js';
import { placeholders } from '../personal-data/placeholders.js';
import type { PromptPolicy } from '../policy/prompt-policy.js';
import { sanitize } from '../unicode/sanitize.js';
import { inspectText } from './inspect-text.js';
import type { PromptIssue } from './prompt-verdict.js';

/** More rounds than any text was seen to take: what is cleaned may join what stood apart. */
const mostRounds = 3;

/** A text as it may be worked on: redacted where an issue says so, in clean Unicode, without white space at its ends. */
export function cleanText(text: string, issues: readonly PromptIssue[], policy: PromptPolicy): string {
  let cleaned = text;
  let found = issues;
  for (let round = 0; round < mostRounds; round += 1) {
    const before = cleaned;
    cleaned = sanitize(redacted(before, found)).trim();
    if (cleaned === before || !redactsAnything(policy)) break;
    found = inspectText({ path: [], text: cleaned }, policy).issues;
    if (found.every(({ action }) => action !== 'redact')) break;
  }
  return cleaned;
}
