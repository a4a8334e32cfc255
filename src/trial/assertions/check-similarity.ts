import type { SimilarityAssertion } from '../../domain/runs/prompt-test.js';
import type { Check } from './check.js';
import { longestCommonSubsequence } from './longest-common-subsequence.js';
import { wordsOf } from './words-of.js';

/** An answer is read as far as a reference may be long. */
const mostUnits = 40_000;

/**
 * How much of its words two texts share in the same order, from 0 to 1: ROUGE-L with precision and recall
 * weighted equally, F1 = 2 * LCS / (words of one + words of the other).
 * @see Lin, "ROUGE: A Package for Automatic Evaluation of Summaries" (2004), section 3
 */
export function similarityOf(one: string, other: string): number {
  const a = wordsOf(one.slice(0, mostUnits));
  const b = wordsOf(other.slice(0, mostUnits));
  if (a.length + b.length === 0) return one.trim() === other.trim() ? 1 : 0;
  return (2 * longestCommonSubsequence(a, b)) / (a.length + b.length);
}

export function checkSimilarity(answer: string, { to, atLeast }: SimilarityAssertion): Check {
  const similarity = similarityOf(answer, to);
  const score = Math.round(similarity * 1_000) / 1_000;
  return { passed: similarity >= atLeast, score, detail: `ROUGE-L F1 is ${score}; at least ${atLeast} is wanted.` };
}
