import { type CompiledPatterns, compilePatterns, wordsIn } from './compile-patterns.js';
import { discountWords } from './discount.js';
import { englishFamilies } from './families/english-families.js';
import { harmlessIdioms } from './families/harmless-idioms.js';
import { extractionAbroad, overrideAbroad } from './families/other-languages.js';
import { type KnownWords, knownWords } from './known-words.js';
import { negations } from './match-patterns.js';
import { englishVocabulary } from './vocabulary.js';
import { foreignVocabulary } from './vocabulary-abroad.js';

const families = [...englishFamilies, overrideAbroad, extractionAbroad, harmlessIdioms];

interface CompiledRules extends CompiledPatterns {
  /** Every word that makes a difference to them. */
  readonly known: KnownWords;
}

let compiled: CompiledRules | undefined;

/** The rules of all families, compiled when they are first asked for: importing this costs nothing. */
export function compiledRules(): CompiledRules {
  compiled ??= compileRules();
  return compiled;
}

function compileRules(): CompiledRules {
  const patterns = compilePatterns(families, { ...englishVocabulary, ...foreignVocabulary });
  return { ...patterns, known: knownWords([...wordsIn(patterns.root), ...negations, ...discountWords]) };
}
