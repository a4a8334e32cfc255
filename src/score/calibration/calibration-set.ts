import type { CalibrationPrompt } from './calibration-prompt.js';
import { excellentPrompts } from './set/excellent.js';
import { fairPrompts } from './set/fair.js';
import { goodPrompts } from './set/good.js';
import { unusablePrompts } from './set/unusable.js';
import { weakPrompts } from './set/weak.js';

/** Prompts written and rated for this purpose, in five tiers, eleven languages and most domains. */
export const calibrationSet: readonly CalibrationPrompt[] = Object.freeze([
  ...unusablePrompts,
  ...weakPrompts,
  ...fairPrompts,
  ...goodPrompts,
  ...excellentPrompts,
]);
