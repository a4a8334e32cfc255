import imported from 'canonicalize';

/** What it exports is the function itself; its types say that it is a module, of which that is the default. */
const serialize: typeof imported.default = 'default' in imported ? imported.default : imported;

/**
 * Canonical JSON: the same text for the same value, whatever the order of its keys.
 * @throws Error for numbers that JSON does not have.
 * @see https://www.rfc-editor.org/rfc/rfc8785
 */
export function canonicalJson(value: object): string {
  return serialize(value) ?? '';
}
