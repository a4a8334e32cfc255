const maxLength = 255;

/**
 * A key of a semantic version: the keys of two versions compare as plain text, byte by byte, as
 * the versions compare by precedence, so that a storage can sort them by an index. Null for a
 * text that is no version. Build metadata is refused: versions that differ in nothing else have
 * the same precedence, and which of them is the latest could not be said.
 * @see https://semver.org/#spec-item-11
 */
export function versionOrder(version: string): string | null {
  if (version.length > maxLength) return null;
  const [, core, preRelease] = /^([0-9.]+)(?:-([0-9A-Za-z.-]+))?$/.exec(version) ?? [];
  const numbers = core?.split('.') ?? [];
  const identifiers = preRelease?.split('.') ?? [];
  if (numbers.length !== 3 || !numbers.every(isNumber) || !identifiers.every(isIdentifier)) return null;
  // A version without identifiers comes after all that have some, and "~" after "-".
  const end = preRelease === undefined ? '~' : `-${identifiers.map(identifierOrder).join('')}`;
  return `${numbers.map(numberOrder).join('')}${end}`;
}

function isNumber(text: string): boolean {
  return /^(?:0|[1-9][0-9]*)$/.test(text);
}

function isIdentifier(text: string): boolean {
  return text !== '' && (isNumber(text) || /[A-Za-z-]/.test(text));
}

/** More digits make a larger number. */
function numberOrder(digits: string): string {
  return `${String(digits.length).padStart(3, '0')}${digits}`;
}

/** Numbers come before words; "!" comes before every character of a word, so that a part of it does too. */
function identifierOrder(identifier: string): string {
  return isNumber(identifier) ? `0${numberOrder(identifier)}` : `1${identifier}!`;
}
