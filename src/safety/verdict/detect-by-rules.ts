import type { CompiledRule } from '../policy/compile-rule.js';
import { cleanCharacters } from '../unicode/clean-characters.js';
import { foldCharacters } from '../unicode/fold-characters.js';
import { sourceSpan, unmapped } from '../unicode/mapped-text.js';
import { type FoundIssue, issueOf } from './found-issue.js';
import type { PromptIssue } from './prompt-verdict.js';

/**
 * What the rules of a host find: in the text as it was given, as it is once it is clean, and as it looks,
 * with letters that pass for others as what they are read as.
 */
export function detectByRules(
  text: string,
  rules: readonly CompiledRule[],
  path: PromptIssue['path'],
): readonly FoundIssue[] {
  if (rules.length === 0) return [];
  const readings = [cleanCharacters(text), foldCharacters(unmapped(text))].filter((reading) => reading.text !== text);
  return rules.flatMap(({ code, severity, message, fix, find }) => {
    const spans = [
      ...find(text),
      ...readings.flatMap((reading) => find(reading.text).map(({ start, end }) => sourceSpan(reading, start, end))),
    ];
    const places = new Map(spans.map((span) => [`${span.start} ${span.end}`, span]));
    return [...places.values()].map((span) =>
      issueOf({ category: 'host', severity, message, fix }, { code, path, span, confidence: 1 }),
    );
  });
}
