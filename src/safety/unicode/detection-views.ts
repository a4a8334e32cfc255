import { decodeBase64 } from './decode-base64.js';
import { decodeBraille } from './decode-braille.js';
import { escapeDecoders } from './decode-escapes.js';
import { decodeMorse } from './decode-morse.js';
import { decodeNumbers } from './decode-numbers.js';
import type { DetectionView, DetectionViewKind } from './detection-view.js';
import { foldCharacters } from './fold-characters.js';
import { spellHiddenLetters } from './hidden-letters.js';
import { joinLetters } from './join-letters.js';
import { joinLines } from './join-lines.js';
import { joinPieces } from './join-pieces.js';
import { joinWords } from './join-words.js';
import { foldLeet } from './leet.js';
import { type MappedText, sourceSpan, unmapped } from './mapped-text.js';
import { rewrite } from './rewrite.js';
import { turnOverridden } from './turn-overridden.js';
import { reversed, rotated, turnsOf, wordsReversed } from './turned-text.js';
import { unscramble } from './unscramble.js';

/** What is encoded more often than this is not decoded to its end. */
const deepest = 2;

const decoders = [...escapeDecoders, decodeBase64, decodeNumbers, decodeMorse, decodeBraille];

/**
 * The texts a detector should read instead of the input. The first is the input as it looks: nothing
 * unseen, letters that pass for others and letters written as signs as what they are read as, and words
 * whole that were taken apart. It is always there, and equals an input in plain words. Others follow only
 * where something is encoded ("decoded", once or twice), in rot13 or backwards. The work is linear in the
 * length of the input.
 */
export function detectionViews(text: string): readonly DetectionView[] {
  const input = unmapped(text);
  const characters = foldCharacters(input);
  const views = viewsOf('folded', characters);
  const displayed = rewrite(input, turnOverridden(text));
  if (displayed !== input) views.push(...viewsOf('displayed', foldCharacters(displayed)));
  const hidden = rewrite(input, spellHiddenLetters(text));
  let decoded = hidden === input ? characters : foldCharacters(hidden);
  if (hidden !== input) views.push(...viewsOf('decoded', decoded));
  for (let depth = 0; depth < deepest; depth += 1) {
    const before = decoded;
    for (const decoder of decoders) decoded = rewrite(decoded, decoder(decoded.text));
    if (decoded === before) break;
    decoded = foldCharacters(decoded);
    views.push(...viewsOf('decoded', decoded));
  }
  return views;
}

/** A text with its words put together, and turned around where it is. */
function viewsOf(kind: DetectionViewKind, characters: MappedText): DetectionView[] {
  const words = unscramble(joinPieces(foldLeet(joinLines(joinWords(joinLetters(characters))))));
  const turns = turnsOf(characters.text);
  return [
    viewOf(kind, words),
    ...(turns.rotated ? [viewOf('rotated', rotated(characters))] : []),
    ...(turns.reversed
      ? [viewOf('reversed', reversed(characters)), viewOf('reversed', wordsReversed(characters))]
      : []),
  ];
}

function viewOf(kind: DetectionViewKind, mapped: MappedText): DetectionView {
  return { kind, text: mapped.text, sourceSpan: (start, end) => sourceSpan(mapped, start, end) };
}
