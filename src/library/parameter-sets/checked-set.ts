import type { SevenD } from '../../domain/seven-d/seven-d.js';
import { PromptForgeError } from '../../errors/promptforge-error.js';
import { type CompleteSevenD, partialValues } from './parameter-values.js';

/** 1 to 100 characters (code points), not all of them spaces. @throws PromptForgeError `request_invalid` */
export function checkedName(name: unknown): string {
  // A character may take two units; what is longer is not worth counting.
  const isText = typeof name === 'string' && name.length <= 200 && name.isWellFormed() && !/\p{Cc}/u.test(name);
  if (isText && name.trim() !== '' && [...name].length <= 100) return name;
  throw new PromptForgeError(
    'request_invalid',
    'name must be text of 1 to 100 characters, without control characters, and not of spaces alone.',
  );
}

/** @throws PromptForgeError `request_invalid` */
export function checkedShared(shared: unknown): boolean {
  if (typeof shared === 'boolean') return shared;
  throw new PromptForgeError('request_invalid', 'shared is true or false.');
}

/** At least one of the seven. @throws PromptForgeError `request_invalid`, `seven_d_invalid` */
export function checkedValues(values: unknown, complete: CompleteSevenD): Partial<SevenD> {
  const checked = partialValues(values, complete);
  if (Object.keys(checked).length > 0) return checked;
  throw new PromptForgeError('request_invalid', 'values must hold at least one 7D parameter.');
}

/** @throws PromptForgeError `request_invalid` */
export function checkedVersion(version: unknown): number {
  if (typeof version === 'number' && Number.isSafeInteger(version) && version >= 1) return version;
  throw new PromptForgeError('request_invalid', 'expectedVersion must be the version that you have read, 1 or more.');
}
