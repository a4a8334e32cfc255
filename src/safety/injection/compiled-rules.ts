import { type CompiledPatterns, compilePatterns, wordsIn } from './compile-patterns.js';
import { discountWords } from './discount.js';
import { coercion } from './families/coercion.js';
import { dataExfiltration } from './families/data-exfiltration.js';
import { fictionalLicence } from './families/fictional-licence.js';
import { forgedRole } from './families/forged-role.js';
import { harmlessIdioms } from './families/harmless-idioms.js';
import { instructionOverride } from './families/instruction-override.js';
import { modeSwitch } from './families/mode-switch.js';
import { extractionAbroad, overrideAbroad } from './families/other-languages.js';
import { policyNegation } from './families/policy-negation.js';
import { promptExtraction } from './families/prompt-extraction.js';
import { refusalSuppression } from './families/refusal-suppression.js';
import { unrestrictedPersona } from './families/unrestricted-persona.js';
import { type KnownWords, knownWords } from './known-words.js';
import { negations } from './match-patterns.js';
import { englishVocabulary } from './vocabulary.js';
import { foreignVocabulary } from './vocabulary-abroad.js';

const families = [
  instructionOverride,
  promptExtraction,
  unrestrictedPersona,
  modeSwitch,
  refusalSuppression,
  coercion,
  policyNegation,
  fictionalLicence,
  forgedRole,
  dataExfiltration,
  overrideAbroad,
  extractionAbroad,
  harmlessIdioms,
];

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
