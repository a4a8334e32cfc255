import type { CompiledRule } from '../policy/compile-rule.js';
import { foldCharacters } from '../unicode/fold-characters.js';
import { sourceSpan, unmapped } from '../unicode/mapped-text.js';
import { type FoundIssue, issueOf } from './found-issue.js';
import type { PromptIssue } from './prompt-verdict.js';

/**
 * What the rules of a host find, in the text as it was given and in the text as it looks: without
 * characters that nobody sees, and with letters that pass for others as what they are read as.
 */
export function detectByRules(
  text: string,
  rules: readonly CompiledRule[],
  path: PromptIssue['path'],
): readonly FoundIssue[] {
  if (rules.length === 0) return [];
  const folded = foldCharacters(unmapped(text));
  return rules.flatMap(({ code, severity, message, fix, find }) => {
    const spans = [
      ...find(text),
      ...(folded.text === text ? [] : find(folded.text).map(({ start, end }) => sourceSpan(folded, start, end))),
    ];
    const places = new Map(spans.map((span) => [`${span.start} ${span.end}`, span]));
    return [...places.values()].map((span) =>
      issueOf({ category: 'host', severity, message, fix }, { code, path, span, confidence: 1 }),
    );
  });
}
