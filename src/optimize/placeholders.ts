/** The spellings in which people leave room in a prompt: {{b}}, ${c}, {a}, <d>, [E]. */
const placeholder =
  /\{\{\s*[\w.-]{1,64}\s*\}\}|\$\{[\w.-]{1,64}\}|\{[A-Za-z_][\w.-]{0,63}\}|<[A-Za-z][\w-]{0,63}>|\[[A-Z][A-Z0-9_ ]{0,63}\]/g;

/** The distinct placeholders of a prompt, as they are written. */
export function placeholdersOf(prompt: string): ReadonlySet<string> {
  return new Set(prompt.match(placeholder) ?? []);
}
