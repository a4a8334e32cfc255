import { mayHoldUnseen } from '../unseen-units.js';
import type { Edit } from './rewrite.js';

/** Tag characters, which mirror ASCII and show nothing; those of the flag of a region are left alone. */
const tags = /\u{1f3f4}[\u{e0061}-\u{e007a}\u{e0030}-\u{e0039}]{3,6}\u{e007f}|[\u{e0020}-\u{e007e}]+/gu;

/** Variation selectors in a row, each of which stands for a byte. */
const selectors = /[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]{4,}/gu;

/** The edits that spell out the letters of what shows nothing, apart from the words around it. */
export function spellHiddenLetters(text: string): readonly Edit[] {
  const edits: Edit[] = [];
  if (!mayHoldUnseen(text)) return edits;
  for (const { 0: found, index } of text.matchAll(tags)) {
    if (!found.startsWith('\u{1f3f4}'))
      edits.push({ start: index, end: index + found.length, text: ` ${fromTags(found)} ` });
  }
  if (edits.length > 0) return edits;
  for (const { 0: found, index } of text.matchAll(selectors)) {
    const bytes = Array.from(found, (selector) => selectorByte(selector.codePointAt(0) ?? 0));
    edits.push({
      start: index,
      end: index + found.length,
      text: ` ${new TextDecoder().decode(Uint8Array.from(bytes))} `,
    });
  }
  return edits;
}

function fromTags(found: string): string {
  return Array.from(found, (tag) => String.fromCharCode((tag.codePointAt(0) ?? 0) - 0xe0000)).join('');
}

function selectorByte(code: number): number {
  return code < 0xe0100 ? code - 0xfe00 : code - 0xe0100 + 16;
}
