import { invalidTrial } from './invalid-trial.js';

/**
 * Where a prompt leaves room for a value: {{name}}, ${name}, {name}, <name> and [NAME], which is no link
 * of Markdown. What begins with a digit is none: `\d{3}` is a pattern.
 */
const slots = new RegExp(
  [
    String.raw`\{\{ ?([\p{L}_][\p{L}\p{N}_.-]{0,63}) ?\}\}`,
    String.raw`\$\{([\p{L}_][\p{L}\p{N}_.-]{0,63})\}`,
    String.raw`\{([\p{L}_][\p{L}\p{N}_.-]{0,63})\}`,
    String.raw`<(\p{L}[\p{L}\p{N}_-]{0,63})>`,
    String.raw`\[([A-Z][A-Z0-9_ ]{0,63})\](?!\()`,
  ].join('|'),
  'gu',
);

const closingTags = /<\/([\p{L}][\p{L}\p{N}_-]{0,63})>/gu;

/** Elements of HTML that stand alone, and so are no placeholder even without a closing tag. */
const loneTags: ReadonlySet<string> = new Set(['br', 'hr', 'img', 'input', 'li', 'p', 'td', 'th', 'tr', 'wbr']);

/** A placeholder of a prompt. */
export interface Slot {
  readonly name: string;
  /** How it is written; `double` is `{{name}}`. */
  readonly style: 'double' | 'dollar' | 'single' | 'angle' | 'square';
  /** UTF-16 units from the beginning. */
  readonly start: number;
  readonly end: number;
}

/** The placeholders of a prompt, in their order. A tag in angle brackets that is closed somewhere is a tag. */
export function slotsIn(prompt: string): readonly Slot[] {
  const tags = new Set([...prompt.matchAll(closingTags)].map(([, name]) => name));
  return [...prompt.matchAll(slots)].flatMap((match) => {
    const [whole, ...names] = match;
    const at = names.findIndex((found) => found !== undefined);
    const name = names[at] ?? '';
    const style = styles[at] ?? 'square';
    if (style === 'angle' && (tags.has(name) || loneTags.has(name.toLowerCase()))) return [];
    return [{ name, style, start: match.index, end: match.index + whole.length }];
  });
}

/** In the order of the groups of {@link slots}. */
const styles = ['double', 'dollar', 'single', 'angle', 'square'] as const satisfies readonly Slot['style'][];

/** The most UTF-16 units a prompt may have once its placeholders are filled in. */
export const longestFilled = 100_000;

/**
 * Puts values in the place of placeholders, each once: what looks like a placeholder in a value stays as it
 * is. `[FIRST NAME]` takes the input `first_name` as well.
 * @param place of the inputs in the request, for messages, which name positions and no text of the prompt.
 * @throws PromptForgeError `request_invalid` when a placeholder has no input or an input no placeholder, or
 * when the prompt would become longer than {@link longestFilled}.
 */
export function fillPrompt(prompt: string, inputs: Readonly<Record<string, string>>, place: string): string {
  const used = new Set<string>();
  const missing: number[] = [];
  const parts: string[] = [];
  let end = 0;
  let length = 0;
  const add = (part: string): void => {
    parts.push(part);
    length += part.length;
    if (length > longestFilled) throw invalidTrial(place, `the prompt gets longer than ${longestFilled} by them.`);
  };
  for (const slot of slotsIn(prompt)) {
    const key = keyOf(slot.name, slot.style === 'square', inputs);
    add(prompt.slice(end, slot.start));
    end = slot.end;
    if (key === null) missing.push(slot.start);
    else {
      used.add(key);
      add(inputs[key] ?? '');
    }
  }
  add(prompt.slice(end));
  const [first] = missing;
  if (first !== undefined) {
    throw invalidTrial(
      place,
      `the prompt has a placeholder at position ${first} that no input is for${missing.length === 1 ? '' : `, and ${missing.length - 1} more`}. Give a value for each; where it is no placeholder, its own text.`,
      { positions: missing.slice(0, 100) },
    );
  }
  const unknown = Object.keys(inputs).flatMap((name, index) => (used.has(name) ? [] : [index]));
  const [stranger] = unknown;
  if (stranger !== undefined) {
    throw invalidTrial(
      place,
      `input ${stranger + 1} of ${Object.keys(inputs).length} has no placeholder in the prompt. Leave it out, or correct its name.`,
      { unknown },
    );
  }
  return parts.join('');
}

/** The input a placeholder takes; null when there is none. */
function keyOf(name: string, inSquares: boolean, inputs: Readonly<Record<string, string>>): string | null {
  const names = inSquares ? [name, name.toLowerCase(), name.toLowerCase().replaceAll(' ', '_')] : [name];
  return names.find((candidate) => Object.hasOwn(inputs, candidate)) ?? null;
}
