import { mayHoldUnseen } from '../unseen-units.js';
import { type MappedText, replaceMapped, unchanged } from './mapped-text.js';

// White space of HTML stays, and the vertical tab, which some old parsers took for such.
const invisible = /[\0-\x08\x0E-\x1F\x7F\p{Default_Ignorable_Code_Point}]+/gu;

/**
 * A text without the characters that no one sees. A browser would not take "<scr", zero-width space,
 * "ipt>" for a tag; but whoever cleans the text afterwards makes it one.
 */
export function withoutInvisible(text: string): MappedText {
  if (!mayHoldUnseen(text)) return unchanged(text);
  return replaceMapped(text, invisible, () => '');
}
