import { type NamedStretch, withStandIns } from './stand-ins.js';

export interface RedactionOf<Stretch extends NamedStretch> {
  readonly text: string;
  /** In their order in the text as it was given; none overlaps another. */
  readonly redacted: readonly Stretch[];
}

/**
 * Puts stand-ins in the place of what is found, and looks again until nothing is: what was taken out may
 * have hidden its neighbour.
 * @param find Stretches of the text it is given, in any order.
 */
export function redactFound<Stretch extends NamedStretch>(
  text: string,
  find: (text: string) => readonly Stretch[],
): RedactionOf<Stretch> {
  let redacted: readonly Stretch[] = [];
  for (let covered = 0; ; ) {
    const current = withStandIns(text, redacted);
    const found = find(current.text).map((stretch) => ({ ...stretch, span: current.originOf(stretch.span) }));
    redacted = union(redacted, found);
    const covers = redacted.reduce((sum, { span }) => sum + span.end - span.start, 0);
    if (covers === covered) return { text: current.text, redacted };
    covered = covers;
  }
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
