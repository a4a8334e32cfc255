import type { LanguageDetector } from './language-detector.js';
import { measuredText } from './measured-text.js';

/**
 * Languages whose short texts are easily taken for each other. A change within a group is told only
 * when the detector is sure, by `farApart`.
 */
const alike: readonly ReadonlySet<string>[] = [
  new Set(['be', 'bg', 'mk', 'ru', 'sr', 'uk']),
  new Set(['bs', 'hr', 'sl', 'sr']),
  new Set(['cs', 'sk']),
  new Set(['da', 'nb', 'nn', 'no', 'sv']),
  new Set(['ca', 'es', 'gl', 'pt']),
  new Set(['af', 'nl']),
  new Set(['id', 'ms', 'tl']),
  new Set(['az', 'tr']),
];

/** Fewer letters tell nothing. A sign of Chinese, Japanese or Korean says as much as three letters. */
const leastLetters = 20;
/** What a rewrite adds is looked at piece by piece from so many letters on. */
const leastOfPiece = 40;
/** A rewrite whose additions are in another language by more than this share has changed its language. */
const foreignShare = 0.3;
/** How many times likelier the best language must be than one it is easily taken for. */
const farApart = 1.12;

const dense = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;
const letters = /\p{L}/gu;
const sentenceEnd = /[.!?。！？\n]/u;

/**
 * Whether a rewrite, or most of what it adds, is in a language in which nothing of the original is
 * written. Says nothing where either of them leaves room for doubt.
 */
export function languageRejection(
  original: string,
  candidate: string,
  detect: LanguageDetector,
): 'language_changed' | null {
  const before = languageOf(original, detect, leastLetters);
  if (before === null) return null;
  const own = [before, ...original.split(sentenceEnd).map((part) => languageOf(part, detect, leastLetters))];
  const isForeign = (language: Language | null): boolean =>
    language !== null && own.every((known) => known === null || differ(known, language));

  if (isForeign(languageOf(candidate, detect, leastLetters))) return 'language_changed';
  const lines = new Set(original.split('\n'));
  const added = candidate.split('\n').map((line) => (lines.has(line) ? '' : line));
  const pieces = added.join('\n').split(/\n{2,}/);
  const foreign = pieces.filter((piece) => isForeign(languageOf(piece, detect, leastOfPiece)));
  return weightOf(foreign) > foreignShare * weightOf(pieces) ? 'language_changed' : null;
}

interface Language {
  readonly code: string;
  readonly scores: Readonly<Record<string, number>>;
}

function languageOf(text: string, detect: LanguageDetector, least: number): Language | null {
  const measured = measuredText(text);
  if (weight(measured) < least) return null;
  const scores = detect(measured);
  const [best] = Object.entries(scores).sort(([, one], [, other]) => other - one);
  return best === undefined ? null : { code: best[0], scores };
}

/** Each is clearly not in the language of the other. */
function differ(one: Language, other: Language): boolean {
  if (one.code === other.code) return false;
  if (!alike.some((group) => group.has(one.code) && group.has(other.code))) return true;
  return isFar(one, other.code) && isFar(other, one.code);
}

function isFar({ code, scores }: Language, other: string): boolean {
  return (scores[code] ?? 0) > farApart * (scores[other] ?? 0);
}

function weight(text: string): number {
  return (text.match(letters)?.length ?? 0) + 2 * (text.match(dense)?.length ?? 0);
}

function weightOf(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + weight(measuredText(text)), 0);
}
