import type { SevenDInput } from '../../domain/seven-d/seven-d.js';

/** What is validated. Each part is optional; what is left out is not checked. */
export interface PromptInput {
  readonly prompt?: string;
  readonly sevenD?: SevenDInput;
  /** Values for the fields of a form or recipe of yours, by the schema of the policy. */
  readonly inputs?: Readonly<Record<string, unknown>>;
}
