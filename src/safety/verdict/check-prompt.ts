import type { PromptPolicy } from '../policy/prompt-policy.js';
import { detectQuality } from '../quality/detect-quality.js';
import { measure, type Quality, qualityOf } from '../quality/measure-quality.js';
import { qualityMeanings } from '../quality/quality-meanings.js';
import { checkLength, mostUnits, tooLong } from '../structure/check-length.js';
import type { StructureProblem } from '../structure/structure-problem.js';
import { sanitize } from '../unicode/sanitize.js';
import { cleanText, isRedacted } from './clean-text.js';
import { decide } from './decide.js';
import { foundBy } from './found-issue.js';
import { inspectText } from './inspect-text.js';
import type { PromptIssue } from './prompt-verdict.js';

/** What the rules say of a prompt. */
export interface CheckedPrompt {
  readonly problems: readonly StructureProblem[];
  readonly issues: readonly PromptIssue[];
  readonly risk: number;
  readonly quality: Quality | null;
  /** As it may be worked on; null when it is no text, or too long to be looked at. */
  readonly sanitized: string | null;
  /** Code points, before anything was redacted. */
  readonly length: number;
}

const path = ['prompt'];

/** Checks a prompt by the rules. One that is too long is not looked at: that takes time, and it cannot pass. */
export function checkPrompt(prompt: unknown, policy: PromptPolicy): CheckedPrompt {
  if (typeof prompt !== 'string') return unseen(notText);
  if (prompt.length > mostUnits(policy.length)) return unseen(tooLong(prompt.length, policy.length));
  const clean = sanitize(prompt).trim();
  const { problem, length } = checkLength(clean, policy.length);
  if (problem?.code === 'prompt_too_long') return unseen(problem);
  const { issues, risk } = inspectText({ path, text: prompt }, policy);
  const measured = measure(prompt);
  const ofQuality = detectQuality(prompt, measured).map(foundBy(qualityMeanings, path));
  return {
    problems: problem === null ? [] : [problem],
    issues: [...issues, ...ofQuality.map((issue) => decide(issue, policy))],
    risk,
    quality: problem === null ? qualityOf(measured) : null,
    sanitized: issues.some(isRedacted) ? cleanText(prompt, issues, policy) : clean,
    length,
  };
}

function unseen(problem: StructureProblem): CheckedPrompt {
  return { problems: [problem], issues: [], risk: 0, quality: null, sanitized: null, length: 0 };
}

const notText: StructureProblem = {
  code: 'prompt_not_text',
  path,
  message: 'prompt must be a string.',
  fix: 'Give the text of the prompt.',
  details: {},
};
