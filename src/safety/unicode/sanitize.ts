import { requireText } from '../require-text.js';
import { composed } from './composed.js';
import { unseenRuns } from './unseen-runs.js';

/** Text that is in its one spelling already: ASCII without control characters but tab and line feed. */
const plain = /^[\t\n\u0020-\u007e]*$/;

/** CR LF, CR, vertical tab, form feed, NEL, and the line and paragraph separators of Unicode. */
const otherLineEnds = ['\r', '\u000b', '\u000c', '\u0085', '\u2028', '\u2029'];
const lineEnds = /\r\n?|[\u000b\u000c\u0085\u2028\u2029]/g;

/**
 * The one spelling of a text: well-formed Unicode in NFC, line feeds as line ends, and no characters that
 * show nothing where no script or emoji needs them (see `unseenRuns`): no control characters, bidi
 * embeddings, overrides and isolates, tags, fillers, soft hyphens. What a reader sees stays as it is, white
 * space at either end too. Applying it twice changes nothing; ASCII with LF line ends stays untouched.
 * @throws PromptForgeError `request_invalid` for what is no text.
 */
export function sanitize(text: string): string {
  requireText('sanitize', text);
  if (plain.test(text)) return text;
  const formed = text.toWellFormed();
  const oneLineEnd = otherLineEnds.some((end) => formed.includes(end)) ? formed.replaceAll(lineEnds, '\n') : formed;
  let clean = composed(oneLineEnd);
  // What is left can compose, or come to stand where it isn't needed any more: rare, and over in a few rounds.
  for (let runs = unseenRuns(clean); runs.length > 0; runs = unseenRuns(clean)) {
    const kept: string[] = [];
    let read = 0;
    for (const { start, end } of runs) {
      kept.push(clean.slice(read, start));
      read = end;
    }
    kept.push(clean.slice(read));
    clean = composed(kept.join(''));
  }
  return clean;
}
