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
  readonly next: Map<string, LexiconNode>;
  /** The sets of alternatives that the phrase ending here belongs to. */
  readonly alternatives: Set<number>;
}

export interface CompiledPatterns {
  readonly root: LexiconNode;
  readonly patterns: readonly CompiledPattern[];
}

export type Vocabulary = Readonly<Record<string, string>>;

/** @throws Error when a pattern names a class that the vocabulary lacks. */
export function compilePatterns(families: readonly PatternFamily[], vocabulary: Vocabulary): CompiledPatterns {
  const root = newNode();
  const known = new Map<string, number>();
  const split = new Map<string, readonly string[]>();
  const patterns: CompiledPattern[] = [];

  function wordsOf(phrase: string): readonly string[] {
    const words = split.get(phrase) ?? (phrase.match(piece) ?? []).map(fold);
    split.set(phrase, words);
    return words;
  }

  function alternativesOf(step: string): number {
    const found = known.get(step);
    if (found !== undefined) return found;
    const id = known.size;
    known.set(step, id);
    for (const phrase of phrasesOf(step, vocabulary)) insert(root, wordsOf(phrase), id);
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
  return { root, patterns };
}

function newNode(): LexiconNode {
  return { next: new Map(), alternatives: new Set() };
}

function phrasesOf(step: string, vocabulary: Vocabulary): readonly string[] {
  return step.split('|').flatMap((alternative) => {
    if (!alternative.startsWith('@')) return [alternative];
    const words = vocabulary[alternative.slice(1)];
    if (words === undefined) throw new Error(`The vocabulary has no class ${alternative}.`);
    return words.trim().split(/\s+/);
  });
}

/** A word of a phrase, which in a script without spaces is one character. */
const piece = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+/g;

function insert(root: LexiconNode, words: readonly string[], alternatives: number): void {
  let node = root;
  for (const word of words) {
    const next = node.next.get(word) ?? newNode();
    node.next.set(word, next);
    node = next;
  }
  node.alternatives.add(alternatives);
}
