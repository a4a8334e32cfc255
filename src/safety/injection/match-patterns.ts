import type { CompiledPattern, CompiledPatterns, CompiledStep, LexiconNode } from './compile-patterns.js';
import { fold, type Tokens } from './tokenize.js';

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

/** Of one pattern, no more matches than this are looked for in so many words: more would prove nothing new. */
const matchesPerPattern = 4;
const wordsPerCount = 512;
/** How many words before a pattern a negation may stand. */
const negationReach = 3;
export const negations: ReadonlySet<string> = new Set(
  'not never no dont cannot cant wont shouldnt mustnt doesnt without avoid neither nor refuse nicht niemals nie ne jamais nunca não non не никогда'
    .split(' ')
    .map(fold),
);
const none: readonly Hit[] = [];

/** All patterns that match, in the order of the text. The time is linear in the number of words. */
export function matchPatterns(tokens: Tokens, { root, startingWith }: CompiledPatterns): readonly PatternMatch[] {
  const present = new Uint8Array(startingWith.length);
  const hits = hitsIn(tokens, root, present);
  const possible = new Array<readonly CompiledPattern[] | undefined>(startingWith.length);
  const counts = new Map<CompiledPattern, number>();
  const found: PatternMatch[] = [];
  let counted = 0;
  for (const [at, hitsHere] of hits) {
    if (at >= counted) {
      counts.clear();
      counted = at - (at % wordsPerCount) + wordsPerCount;
    }
    for (const { node, end } of hitsHere) {
      for (const one of node.beginning) {
        possible[one] ??= possibleOf(startingWith[one] ?? [], present);
        for (const pattern of possible[one]) {
          const count = counts.get(pattern) ?? 0;
          if (count === matchesPerPattern) continue;
          const matchEnd = follow(tokens, hits, pattern.steps, 1, end);
          if (matchEnd === -1 || (pattern.unlessNegated && negated(tokens, at))) continue;
          counts.set(pattern, count + 1);
          found.push({ pattern, first: at, end: matchEnd });
        }
      }
    }
  }
  return found;
}

/** Those of which every step occurs somewhere: in most texts they are few. */
function possibleOf(patterns: readonly CompiledPattern[], present: Uint8Array): readonly CompiledPattern[] {
  return patterns.filter(({ steps }) => steps.every(({ alternatives }) => present[alternatives] === 1));
}

/** The phrases that begin at each token, if there are any. */
type Hits = ReadonlyMap<number, readonly Hit[]>;

function hitsIn(tokens: Tokens, root: LexiconNode, present: Uint8Array): Hits {
  const hits = new Map<number, readonly Hit[]>();
  for (let at = 0; at < tokens.words.length; at += 1) {
    if (tokens.words[at] === '') continue;
    const hitsHere = hitsAt(tokens, root, at, present);
    if (hitsHere.length > 0) hits.set(at, hitsHere);
  }
  return hits;
}

/** The phrases that begin at a token. What they are alternatives of is noted as present. */
function hitsAt({ words }: Tokens, root: LexiconNode, at: number, present: Uint8Array): readonly Hit[] {
  const word = words[at] ?? '';
  let node = word === '' ? undefined : root.next?.get(word);
  if (node === undefined) return none;
  const hits: Hit[] = [];
  for (let end = at + 1; node !== undefined; end += 1) {
    if (node.alternatives.length > 0) {
      hits.push({ node, end });
      for (const one of node.alternatives) present[one] = 1;
    }
    node = node.next?.get(words[end] ?? '');
  }
  return hits;
}

/** The end of the match when the steps from `index` on match from token `at`, or -1. */
function follow(tokens: Tokens, hits: Hits, steps: readonly CompiledStep[], index: number, at: number): number {
  const step = steps[index];
  if (step === undefined) return at;
  const sentence = tokens.sentences[at - 1];
  for (let place = at; place <= at + step.gap && tokens.sentences[place] === sentence; place += 1) {
    for (const { node, end } of hits.get(place) ?? none) {
      if (!node.alternatives.includes(step.alternatives)) continue;
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
