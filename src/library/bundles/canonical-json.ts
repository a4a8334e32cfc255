import canonicalize from 'canonicalize';

// Its types describe another kind of module than the package is: the function is what it exports.
const serialize = canonicalize as unknown as (value: unknown) => string | undefined;

/**
 * Canonical JSON: the same text for the same value, whatever the order of its keys.
 * @throws Error for numbers that JSON does not have.
 * @see https://www.rfc-editor.org/rfc/rfc8785
 */
export function canonicalJson(value: object): string {
  return serialize(value) ?? '';
}
