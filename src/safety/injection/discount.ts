import type { Span } from '../../domain/span.js';
import { fencedRanges, quotedRanges } from './quoted-ranges.js';
import type { Tokens } from './tokenize.js';

/** Words of sentences that speak about a phrase instead of using it. */
const frames = new Set(
  `explain explains explaining define definition mean means meaning describe discuss discusses detect detects detecting
  detection detector detectors classify classifier classification translate translation translates phrase phrases term
  expression article essay blog prevent prevents preventing protect protects defend mitigate recognize recognise identify
  flag flags attack attacks attacker attackers injection injections vulnerability vulnerabilities jailbreaks test tests
  regex why paper research quote quoted titled says saying called`
    .trim()
    .split(/\s+/),
);
/** Who would say it, in the rules of somebody who is prepared for it. */
const speakers = new Set('users user someone anyone somebody they asks attempts tries'.split(' '));

const factor = { fenced: 0.35, quotedAndFramed: 0.25, quoted: 0.65, framed: 0.55, reported: 0.4 } as const;

/** How much of its weight evidence keeps, given where it stands. */
export function discounts(text: string, tokens: Tokens): (evidence: Span) => number {
  const fenced = fencedRanges(text);
  const quoted = quotedRanges(text);
  const framedBy = framesBefore(tokens, frames);
  const reportedBy = framesBefore(tokens, speakers);
  return (span) => {
    const token = firstTokenAt(tokens, span.start);
    const framed = framedBy[token] === true;
    if (within(fenced, span)) return factor.fenced;
    if (within(quoted, span)) return framed ? factor.quotedAndFramed : factor.quoted;
    if (reportedBy[token] === true && tokens.words[sentenceStart(tokens, token)] === 'if') return factor.reported;
    return framed ? factor.framed : 1;
  };
}

/** For each token, whether one of the words stands before it in its sentence. */
function framesBefore({ words, sentences }: Tokens, wanted: ReadonlySet<string>): readonly boolean[] {
  const seen: boolean[] = [];
  let framed = false;
  for (let at = 0; at < words.length; at += 1) {
    if (sentences[at] !== sentences[at - 1]) framed = false;
    seen.push(framed);
    framed ||= wanted.has(words[at] ?? '');
  }
  return seen;
}

function sentenceStart({ sentences }: Tokens, token: number): number {
  let at = token;
  while (at > 0 && token - at < 40 && sentences[at - 1] === sentences[token]) at -= 1;
  return at;
}

function firstTokenAt({ ends }: Tokens, offset: number): number {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle] ?? 0) > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}

function within(ranges: readonly Span[], { start, end }: Span): boolean {
  return ranges.some((range) => range.start <= start && end <= range.end);
}
