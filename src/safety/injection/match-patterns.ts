import type { CompiledPattern, CompiledPatterns, CompiledStep, LexiconNode } from './compile-patterns.js';
import type { Tokens } from './tokenize.js';

/** Where a pattern matched, in tokens, the end excluded. */
export interface PatternMatch {
  readonly pattern: CompiledPattern;
  readonly first: number;
  readonly end: number;
}

/** A phrase of the lexicon at some token. */
interface Hit {
  readonly node: LexiconNode;
  readonly end: number;
}

/** Of one pattern, no more matches than this are looked for: more would prove nothing new. */
const matchesPerPattern = 6;
/** How many words before a pattern a negation may stand. */
const negationReach = 3;
const negations = new Set(
  'not never no dont cannot cant wont shouldnt mustnt doesnt without avoid neither nor refuse nicht niemals nie ne jamais nunca não no non не никогда'.split(
    ' ',
  ),
);
const none: readonly Hit[] = [];

/** All patterns that match, in the order of the text. The time is linear in the number of words. */
export function matchPatterns(tokens: Tokens, { root }: CompiledPatterns): readonly PatternMatch[] {
  const hits = tokens.words.map((_, at) => hitsAt(tokens, root, at));
  const found: PatternMatch[] = [];
  const counts = new Map<CompiledPattern, number>();
  for (let at = 0; at < hits.length; at += 1) {
    for (const { node, end } of hits[at] ?? none) {
      for (const pattern of node.starting) {
        const count = counts.get(pattern) ?? 0;
        if (count >= matchesPerPattern) continue;
        const matchEnd = follow(tokens, hits, pattern.steps, 1, end);
        if (matchEnd === -1 || (pattern.unlessNegated && negated(tokens, at))) continue;
        counts.set(pattern, count + 1);
        found.push({ pattern, first: at, end: matchEnd });
      }
    }
  }
  return found;
}

function hitsAt({ words }: Tokens, root: LexiconNode, at: number): readonly Hit[] {
  let node = root.next.get(words[at] ?? '');
  if (node === undefined) return none;
  const hits: Hit[] = [];
  for (let end = at + 1; node !== undefined; end += 1) {
    if (node.alternatives.size > 0) hits.push({ node, end });
    node = node.next.get(words[end] ?? '');
  }
  return hits;
}

/** The end of the match when the steps from `index` on match from token `at`, or -1. */
function follow(
  tokens: Tokens,
  hits: readonly (readonly Hit[])[],
  steps: readonly CompiledStep[],
  index: number,
  at: number,
): number {
  const step = steps[index];
  if (step === undefined) return at;
  const sentence = tokens.sentences[at - 1];
  for (let place = at; place <= at + step.gap && tokens.sentences[place] === sentence; place += 1) {
    for (const { node, end } of hits[place] ?? none) {
      if (!node.alternatives.has(step.alternatives)) continue;
      const matchEnd = follow(tokens, hits, steps, index + 1, end);
      if (matchEnd !== -1) return matchEnd;
    }
  }
  return -1;
}

function negated({ words, sentences }: Tokens, at: number): boolean {
  for (let place = at - 1; place >= at - negationReach && sentences[place] === sentences[at]; place -= 1) {
    if (negations.has(words[place] ?? '')) return true;
  }
  return false;
}
