import type { Finding } from '../domain/scores/finding.js';
import { builtInSevenD } from '../domain/seven-d/built-in-seven-d.js';
import type { SevenD } from '../domain/seven-d/seven-d.js';
import type { SevenDRuleset } from '../domain/seven-d/seven-d-rules.js';
import { absenceRules, contextRules, type WordRule, wordRules } from './lint-rules.js';
import { taskOf } from './task-of.js';

/**
 * Everything the rules notice in a prompt: what is missing first, then weak words in their order.
 * Without 7D parameters nothing is said about how it fits them.
 */
export function lintPrompt(
  prompt: string,
  sevenD: SevenD | null,
  ruleset: SevenDRuleset = builtInSevenD,
): readonly Finding[] {
  const task = taskOf(prompt);
  const missing = [
    ...absenceRules.filter(({ present }) => !present(prompt, task)),
    ...contextRules.filter(({ present }) => sevenD !== null && !present(prompt, sevenD, ruleset)),
  ].map(({ rule, dimension, penalty, message, fix }) => ({ rule, dimension, penalty, span: null, message, fix }));
  return [...missing, ...wordRules.flatMap((rule) => findWords(prompt, rule))];
}

function findWords(prompt: string, { rule, dimension, penalty, cap, message, fix, pattern }: WordRule): Finding[] {
  return [...prompt.matchAll(pattern)].map((match, index) => ({
    rule,
    dimension,
    penalty: Math.max(0, Math.min(penalty, cap - index * penalty)),
    span: { start: match.index, end: match.index + match[0].length },
    message,
    fix,
  }));
}
