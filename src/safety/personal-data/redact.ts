import type { Span } from '../../domain/span.js';
import { personalDataIn } from './detect-personal-data.js';
import { secretsIn } from './detect-secrets.js';
import { type Found, withoutOverlaps } from './found.js';
import type { PersonalDataCode } from './personal-data-issues.js';
import { readingOf } from './reading.js';
import type { SecretCode } from './secret-issues.js';
import { withStandIns } from './stand-ins.js';

export type RedactableCode = PersonalDataCode | SecretCode;

export interface RedactOptions {
  /** Which personal data to take out: all that is likely (the default), none, or these alone, the less likely ones included. */
  readonly personalData?: boolean | readonly PersonalDataCode[];
  /** Whether to take out secrets. The default is true. */
  readonly secrets?: boolean;
  /** Where national telephone numbers are from, as two letters of ISO 3166-1, for instance `DE`. */
  readonly region?: string;
}

export interface Redacted {
  readonly code: RedactableCode;
  /** Where it was in the text as it was given. */
  readonly span: Span;
}

export interface Redaction {
  readonly text: string;
  /** In their order in the text; none overlaps another. */
  readonly redacted: readonly Redacted[];
}

/** How sure a detector must be; of what is asked for by name, less is enough. */
const likely = 0.5;
const askedFor = 0.25;

/**
 * Puts `[email_address:1]` and the like in the place of personal data and secrets: the same number
 * for the same value, so that the prompt stays of use. Doing it twice changes nothing more than
 * doing it once, and the detectors find nothing in the result that these options ask for.
 */
export function redact(text: string, options: RedactOptions = {}): Redaction {
  let redacted: readonly Redacted[] = [];
  // What is taken out may have hidden its neighbour, so it looks again until nothing is left.
  for (let covered = 0; ; ) {
    const current = withStandIns(text, redacted);
    const found = redactableIn(current.text, options);
    redacted = union(
      redacted,
      found.map(({ code, span }) => ({ code, span: current.originOf(span) })),
    );
    const covers = redacted.reduce((sum, { span }) => sum + span.end - span.start, 0);
    if (covers === covered) return { text: current.text, redacted };
    covered = covers;
  }
}

function redactableIn(text: string, options: RedactOptions): readonly Redacted[] {
  const { personalData = true, secrets = true } = options;
  const reading = readingOf(text);
  const data = personalData === false ? [] : personalDataIn(reading, options);
  const found: readonly Found<RedactableCode>[] = [
    ...data.filter(({ code, confidence }) =>
      personalData === true || personalData === false
        ? confidence >= likely
        : confidence >= askedFor && personalData.includes(code),
    ),
    ...(secrets ? secretsIn(reading).filter(({ confidence }) => confidence >= likely) : []),
  ];
  return withoutOverlaps(found).map(({ code, start, end }) => ({
    code,
    span: { start: reading.startOf(start), end: reading.endOf(end) },
  }));
}

/** Where stretches overlap, they become one, with the code of the longer one. */
function union(some: readonly Redacted[], more: readonly Redacted[]): readonly Redacted[] {
  const joined: Redacted[] = [];
  for (const next of [...some, ...more].sort((a, b) => a.span.start - b.span.start)) {
    const last = joined.at(-1);
    if (last === undefined || last.span.end <= next.span.start) joined.push(next);
    else
      joined[joined.length - 1] = {
        code: longer(last, next).code,
        span: { start: last.span.start, end: Math.max(last.span.end, next.span.end) },
      };
  }
  return joined;
}

function longer(a: Redacted, b: Redacted): Redacted {
  return b.span.end - b.span.start > a.span.end - a.span.start ? b : a;
}
