import { type CompiledPatterns, compilePatterns } from './compile-patterns.js';
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

let compiled: CompiledPatterns | undefined;

/** The rules of all families, compiled when they are first asked for: importing this costs nothing. */
export function compiledRules(): CompiledPatterns {
  compiled ??= compilePatterns(families, { ...englishVocabulary, ...foreignVocabulary });
  return compiled;
}
