/**
 * Whether a key can be the name of a field that a developer chose: such names are told in paths. A key
 * that a user made up may hold anything, and is read, cleaned and redacted as a text.
 */
export function isFieldName(key: string): boolean {
  return /^[A-Za-z_]\w{0,39}$/.test(key);
}
