import type { Span } from '../../domain/text/span.js';
import { fencedRanges, quotedRanges } from './quoted-ranges.js';
import { fold, type Tokens } from './tokenize.js';

/** What evidence keeps of its weight, given where it stands. */
export interface Discount {
  readonly factor: number;
  /** Whether it stands in fenced code. */
  readonly fenced: boolean;
}

/** Words of sentences that speak about a phrase instead of using it. */
const frames = new Set(
  `explain explaining define definition mean meaning describe discuss detect detecting detection detector classify
  classifier classification translate translation phrase term expression article essay blog prevent preventing protect
  defend mitigate recognize recognise identify flag attack attacker injection vulnerability vulnerabilities test regex why paper research quote quoted titled bedeutet übersetze heißt significa signifie atacante attaccante attaquant angreifer inyección injeção iniezione ataque angriff instructing tricked adversarial traduis traduce traduza traduci
  значит означает переведи anlama`
    .trim()
    .split(/\s+/)
    .map(fold),
);
/** Who would say it, in the rules of somebody who is prepared for it. */
const speakers = new Set('user someone anyone somebody they ask attempt try tries'.split(' ').map(fold));

const conditions = new Set(['if', 'when', 'whenever']);

/** Every word that a discount can depend on. */
export const discountWords: readonly string[] = [...frames, ...speakers, ...conditions];

const factors = { fenced: 0.35, quotedAndFramed: 0.25, quoted: 0.6, framed: 0.55, reported: 0.4 } as const;

/** Says of a stretch of the text how far it is evidence rather than an example of it. */
export function discounts(text: string, tokens: Tokens): (span: Span) => Discount {
  const fenced = fencedRanges(text);
  const quoted = quotedRanges(text);
  const framed = sentencesWith(tokens, frames);
  const reported = sentencesWith(tokens, speakers);
  function reportedBefore(sentence: number, token: number): boolean {
    const speaker = reported.get(sentence);
    return speaker !== undefined && speaker < token && beginsWithIf(tokens, speaker);
  }
  return (span) => {
    const token = firstTokenAt(tokens, span.start);
    const sentence = tokens.sentences[token] ?? 0;
    const frame = framed.get(sentence);
    if (within(fenced, span)) return { factor: factors.fenced, fenced: true };
    if (within(quoted, span)) {
      const spokenOf = frame !== undefined || framed.has(sentence - 1) || reportedBefore(sentence, token);
      return { factor: spokenOf ? factors.quotedAndFramed : factors.quoted, fenced: false };
    }
    if (reportedBefore(sentence, token)) return { factor: factors.reported, fenced: false };
    return { factor: frame !== undefined && frame < token ? factors.framed : 1, fenced: false };
  };
}

/** The sentences that hold one of the words, each with the first token that does. */
function sentencesWith({ words, sentences }: Tokens, wanted: ReadonlySet<string>): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  words.forEach((word, at) => {
    const sentence = sentences[at] ?? 0;
    if (wanted.has(word) && !found.has(sentence)) found.set(sentence, at);
  });
  return found;
}

/** Whether an "if" stands shortly before the speaker. */
function beginsWithIf({ words }: Tokens, speaker: number): boolean {
  return words.slice(Math.max(0, speaker - 3), speaker).some((word) => conditions.has(word));
}

function firstTokenAt({ ends }: Tokens, offset: number): number {
  return firstOf(ends.length, (index) => (ends[index] ?? 0) > offset);
}

/** The ranges lie one after the other, and none in another. */
function within(ranges: readonly Span[], { start, end }: Span): boolean {
  const range = ranges[firstOf(ranges.length, (index) => (ranges[index]?.end ?? 0) > start)];
  return range !== undefined && range.start <= start && end <= range.end;
}

/** The first index from which on something holds. */
function firstOf(length: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
