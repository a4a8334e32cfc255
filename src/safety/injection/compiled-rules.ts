import { type CompiledPatterns, compilePatterns } from './compile-patterns.js';
import { englishFamilies } from './families/english-families.js';
import { harmlessIdioms } from './families/harmless-idioms.js';
import { extractionAbroad, overrideAbroad } from './families/other-languages.js';
import { englishVocabulary } from './vocabulary.js';
import { foreignVocabulary } from './vocabulary-abroad.js';

const families = [...englishFamilies, overrideAbroad, extractionAbroad, harmlessIdioms];

let compiled: CompiledPatterns | undefined;

/** The rules of all families, compiled when they are first asked for: importing this costs nothing. */
export function compiledRules(): CompiledPatterns {
  compiled ??= compilePatterns(families, { ...englishVocabulary, ...foreignVocabulary });
  return compiled;
}
