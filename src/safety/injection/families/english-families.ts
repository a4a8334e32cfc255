import type { PatternFamily } from '../compile-patterns.js';
import { coercion } from './coercion.js';
import { dataExfiltration } from './data-exfiltration.js';
import { fictionalLicence } from './fictional-licence.js';
import { forgedRole } from './forged-role.js';
import { instructionOverride } from './instruction-override.js';
import { modeSwitch } from './mode-switch.js';
import { policyNegation } from './policy-negation.js';
import { promptExtraction } from './prompt-extraction.js';
import { refusalSuppression } from './refusal-suppression.js';
import { unrestrictedPersona } from './unrestricted-persona.js';

/** The families of evidence in English. */
export const englishFamilies: readonly PatternFamily[] = [
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
];
