import { composed } from './composed.js';
import { type MappedText, unmapped } from './mapped-text.js';
import { type Edit, rewrite } from './rewrite.js';

const unseen = /[\p{Default_Ignorable_Code_Point}\p{Cf}\u0000-\u0008\u000e-\u001f\u007f-\u009f]/u;
/** What composing may change, line ends, and what shows nothing. */
const pieces =
  /[^\u0000-\u007f]|[A-Za-z<=>](?=[^\u0000-\u007f])|\r\n?|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/gu;
const mark = /\p{M}/u;

/** A text in NFC, with LF line ends and without what shows nothing: as it is once it is sanitized, with the way back. */
export function cleanCharacters(text: string): MappedText {
  const edits: Edit[] = [];
  let last: { start: number; end: number; found: string } | null = null;
  const close = () => {
    if (last === null) return;
    const by = last.found.startsWith('\r') ? '\n' : unseen.test(last.found) ? '' : composed(last.found);
    if (by !== last.found) edits.push({ start: last.start, end: last.end, text: by });
    last = null;
  };
  for (const { 0: found, index } of text.matchAll(pieces)) {
    if (last !== null && last.end === index && mark.test(found) && !unseen.test(found)) {
      last.end += found.length;
      last.found += found;
      continue;
    }
    close();
    last = { start: index, end: index + found.length, found };
  }
  close();
  return rewrite(unmapped(text), edits);
}
