import type { JsonObject } from '../../domain/json/json.js';
import type { ErrorCode } from '../../errors/code.js';

/** Something by which an input cannot be worked on at all, as an issue and as an error. */
export interface StructureProblem {
  readonly code: StructureCode;
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly fix: string;
  /** For machines, in the error. */
  readonly details: JsonObject;
}

/** The codes of such issues, each with that of the error which says the same. */
export const structureErrors = {
  prompt_not_text: 'request_invalid',
  prompt_too_short: 'prompt_too_short',
  prompt_too_long: 'prompt_too_long',
  seven_d_invalid: 'seven_d_invalid',
  inputs_invalid: 'request_invalid',
  inputs_too_large: 'request_invalid',
} as const satisfies Record<string, ErrorCode>;
export type StructureCode = keyof typeof structureErrors;
