import type { Span } from '../../domain/text/span.js';
import { type NamedStretch, withStandIns } from './stand-ins.js';

export interface RedactionOf<Stretch extends NamedStretch> {
  readonly text: string;
  /** In their order in the text as it was given; none overlaps another. */
  readonly redacted: readonly Stretch[];
}

/** What people write takes three looks at the most. From the look after these on, what is around a find goes with it. */
const ordinaryLooks = 4;
/** UTF-16 units that go with a find on each side at first; with each further look four times as many. */
const firstReach = 64;

/**
 * Puts stand-ins in the place of what is found, and looks again until nothing is: what was taken out may
 * have hidden its neighbour. A text in which each hides the next one is soon taken out in large parts, so that
 * it takes a number of looks that grows with the logarithm of its length, and nobody can make it take many.
 * @param find Stretches of the text it is given, in any order.
 */
export function redactFound<Stretch extends NamedStretch>(
  text: string,
  find: (text: string) => readonly Stretch[],
): RedactionOf<Stretch> {
  let redacted: readonly Stretch[] = [];
  for (let covered = 0, look = 0; ; look += 1) {
    const current = withStandIns(text, redacted);
    const reach = look < ordinaryLooks ? 0 : firstReach * 4 ** (look - ordinaryLooks);
    const found = find(current.text).map((stretch) => ({
      ...stretch,
      span: widened(text, current.originOf(stretch.span), reach),
    }));
    redacted = union(redacted, found);
    const covers = redacted.reduce((sum, { span }) => sum + span.end - span.start, 0);
    if (covers === covered) return { text: current.text, redacted };
    covered = covers;
  }
}

/** A stretch with so much around it as well, and no character cut in two. */
function widened(text: string, { start, end }: Span, reach: number): Span {
  if (reach === 0) return { start, end };
  const from = Math.max(0, start - reach);
  const to = Math.min(text.length, end + reach);
  return { start: from - (isWithinCharacter(text, from) ? 1 : 0), end: to + (isWithinCharacter(text, to) ? 1 : 0) };
}

function isWithinCharacter(text: string, offset: number): boolean {
  return (text.codePointAt(offset - 1) ?? 0) > 0xffff;
}

/** Where stretches overlap, they become one, with the name of the longer one. */
function union<Stretch extends NamedStretch>(some: readonly Stretch[], more: readonly Stretch[]): readonly Stretch[] {
  const joined: Stretch[] = [];
  for (const next of [...some, ...more].sort((a, b) => a.span.start - b.span.start)) {
    const last = joined.at(-1);
    if (last === undefined || last.span.end <= next.span.start) joined.push(next);
    else {
      const span = { start: last.span.start, end: Math.max(last.span.end, next.span.end) };
      joined[joined.length - 1] = { ...longer(last, next), span };
    }
  }
  return joined;
}

function longer<Stretch extends NamedStretch>(a: Stretch, b: Stretch): Stretch {
  return b.span.end - b.span.start > a.span.end - a.span.start ? b : a;
}
