/**
 * The spellings in which people leave room in a prompt and that hardly mean anything else:
 * {{b}}, {{ user.name | upper }}, ${c}, {a}, {0}, <d>, [E].
 */
const certain = [
  String.raw`\{\{[^{}\n]{1,80}\}\}`,
  String.raw`\$\{[^{}\n]{1,80}\}`,
  String.raw`\{[\p{L}\p{N}_][\p{L}\p{N}_ .-]{0,63}\}`,
  String.raw`<[\p{L}][\p{L}\p{N}_-]{0,63}>`,
  String.raw`\[[A-Z][A-Z0-9_ ]{0,63}\](?!\()`,
];

/** Spellings that are also found in code and plain text. */
const likely = [
  String.raw`<[\p{L}][\p{L}\p{N}_ -]{0,63}>`,
  // [Your Name]; neither the box of a checklist nor a link of Markdown.
  String.raw`\[\p{L}[\p{L}\p{N}_ ]{1,63}\](?!\()`,
  String.raw`%\([\w.]{1,64}\)[sdif]`,
  String.raw`%[sd]\b`,
  String.raw`\$[A-Z_][A-Z0-9_]{1,63}\b`,
];

const certainPattern = new RegExp(certain.join('|'), 'gu');
const anyPattern = new RegExp([...certain, ...likely].join('|'), 'gu');

/** The distinct placeholders of a prompt, as they are written: everything that may be one. */
export function placeholdersOf(prompt: string): ReadonlySet<string> {
  return new Set(prompt.match(anyPattern) ?? []);
}

/** Those that are placeholders without much doubt, so that a text that gains one has invented it. */
export function certainPlaceholdersOf(prompt: string): ReadonlySet<string> {
  return new Set(prompt.match(certainPattern) ?? []);
}
