import type { InjectionCode } from './injection-code.js';
import { fold } from './tokenize.js';

/** A family of phrases that mean the same thing, as they are written down in `families/`. */
export interface PatternFamily {
  /** Null for what is no evidence, and takes from other patterns what they share words with. */
  readonly code: InjectionCode | null;
  /**
   * One pattern a line: its weight in hundredths, then its steps. A step is a word, `@class` of the
   * vocabulary, or several of either with `|` between them; `_` joins the words of a phrase; `~3`
   * lets up to three words of the same sentence pass. `!` in front means: not where it is negated.
   */
  readonly patterns: string;
}

export interface CompiledPattern {
  readonly code: InjectionCode | null;
  readonly weight: number;
  readonly unlessNegated: boolean;
  readonly steps: readonly CompiledStep[];
}

export interface CompiledStep {
  /** How many words may stand before it. */
  readonly gap: number;
  readonly alternatives: number;
}

/** A node of the trie of all words and phrases that occur in a step. */
export interface LexiconNode {
  /** Null where no phrase goes on. */
  next: Map<string, LexiconNode> | null;
  /** The sets of alternatives that the phrase ending here belongs to. */
  readonly alternatives: number[];
  /** Those among them that a pattern begins with. */
  beginning: readonly number[];
}

export interface CompiledPatterns {
  readonly root: LexiconNode;
  /** By the set of alternatives that their first step is of; these sets are numbered from 0. */
  readonly startingWith: readonly (readonly CompiledPattern[])[];
}

export type Vocabulary = Readonly<Record<string, string>>;

/** @throws Error when a pattern names a class that the vocabulary lacks. */
export function compilePatterns(families: readonly PatternFamily[], vocabulary: Vocabulary): CompiledPatterns {
  const root = newNode();
  const known = new Map<string, number>();
  const ends = new Map<string, readonly LexiconNode[]>();
  const patterns: CompiledPattern[] = [];

  /** Where the phrases of one alternative end, most of which stand in many steps. */
  function endsOf(alternative: string): readonly LexiconNode[] {
    const found = ends.get(alternative);
    if (found !== undefined) return found;
    const nodes = phrasesOf(alternative, vocabulary).map((phrase) => endOf(root, wordsOf(phrase)));
    ends.set(alternative, nodes);
    return nodes;
  }

  function alternativesOf(step: string): number {
    const found = known.get(step);
    if (found !== undefined) return found;
    const id = known.size;
    known.set(step, id);
    for (const alternative of step.split('|')) {
      for (const { alternatives } of endsOf(alternative)) if (alternatives.at(-1) !== id) alternatives.push(id);
    }
    return id;
  }

  for (const { code, patterns: lines } of families) {
    for (const line of lines.split('\n')) {
      const [weight, ...parts] = line.trim().split(/\s+/);
      if (weight === undefined || weight === '') continue;
      const unlessNegated = parts[0] === '!';
      const steps: CompiledStep[] = [];
      let gap = 0;
      for (const part of unlessNegated ? parts.slice(1) : parts) {
        if (part.startsWith('~')) gap = Number(part.slice(1));
        else {
          steps.push({ gap, alternatives: alternativesOf(part) });
          gap = 0;
        }
      }
      patterns.push({ code, weight: Number(weight) / 100, unlessNegated, steps });
    }
  }
  const startingWith = Array.from(known, (): CompiledPattern[] => []);
  for (const pattern of patterns) startingWith[pattern.steps[0]?.alternatives ?? -1]?.push(pattern);
  for (const node of [...ends.values()].flat()) {
    node.beginning = node.alternatives.filter((one) => startingWith[one]?.length !== 0);
  }
  return { root, startingWith };
}

function newNode(): LexiconNode {
  return { next: null, alternatives: [], beginning: [] };
}

function phrasesOf(alternative: string, vocabulary: Vocabulary): readonly string[] {
  if (!alternative.startsWith('@')) return [alternative];
  const words = vocabulary[alternative.slice(1)];
  if (words === undefined) throw new Error(`The vocabulary has no class ${alternative}.`);
  return words.trim().split(/\s+/);
}

const simple = /^[a-z0-9]+$/;
/** A word of a phrase, which in a script without spaces is one character. */
const piece = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+/g;

function wordsOf(phrase: string): readonly string[] {
  return simple.test(phrase) ? [fold(phrase)] : (phrase.match(piece) ?? []).map(fold);
}

function endOf(root: LexiconNode, words: readonly string[]): LexiconNode {
  let node = root;
  for (const word of words) {
    node.next ??= new Map();
    const next = node.next.get(word) ?? newNode();
    node.next.set(word, next);
    node = next;
  }
  return node;
}

/** All words that the phrases of a trie are made of. */
export function wordsIn({ next }: LexiconNode): readonly string[] {
  return next === null ? [] : [...next].flatMap(([word, node]) => [word, ...wordsIn(node)]);
}
