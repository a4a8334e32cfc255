/**
 * `promptforge/prompts`: what stands before a model, without a PromptForge: validation, cleaning,
 * redaction and linting of prompts. It runs wherever JavaScript does, browsers and edge runtimes included.
 */
export type { Finding } from './domain/scores/finding.js';
export type { Span } from './domain/text/span.js';
export { type ComposeRequest, compose, type LintRequest, lint } from './facets/lint.js';
export { diffPrompts, type PromptDiff } from './library/history/diff-prompts.js';
export type { DiffPart } from './library/history/part-list.js';
export type { ComposedPrompt } from './prompt/compose-prompt.js';
export {
  type IssueCategory,
  type IssueMeaning,
  type IssueSeverity,
  issueCategories,
  issueSeverities,
} from './safety/issue-meaning.js';
export { escapeHtml } from './safety/markup/escape-html.js';
export type { UrlRules } from './safety/markup/judge-url.js';
export { type SafeUrlOptions, safeUrl } from './safety/markup/safe-url.js';
export { type PersonalDataCode, personalDataMeanings } from './safety/personal-data/personal-data-meanings.js';
export {
  type RedactableCode,
  type Redacted,
  type Redaction,
  type RedactOptions,
  redact,
} from './safety/personal-data/redact.js';
export { type SecretCode, secretMeanings } from './safety/personal-data/secret-meanings.js';
export type { CompiledRule } from './safety/policy/compile-rule.js';
export { promptPolicy } from './safety/policy/make-policy.js';
export {
  type ActionThresholds,
  type HostRule,
  type PolicyCategory,
  type PolicyPreset,
  type PromptPolicyOptions,
  policyPresets,
  type SecondStageOptions,
} from './safety/policy/policy-options.js';
export type { PromptPolicy } from './safety/policy/prompt-policy.js';
export type { Quality } from './safety/quality/measure-quality.js';
export { sanitize } from './safety/unicode/sanitize.js';
export { issueMeanings } from './safety/verdict/issue-meanings.js';
export type { PromptInput } from './safety/verdict/prompt-input.js';
export {
  type PromptAction,
  type PromptIssue,
  type PromptVerdict,
  promptActions,
  type SanitizedInput,
} from './safety/verdict/prompt-verdict.js';
export { validatePrompt } from './safety/verdict/validate-prompt.js';
export { extendSevenD, type SevenDExtension } from './seven-d/extend-seven-d.js';
