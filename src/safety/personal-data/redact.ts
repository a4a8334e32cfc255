import type { Span } from '../../domain/text/span.js';
import { PromptForgeError } from '../../errors/promptforge-error.js';
import { requireText } from '../require-text.js';
import { personalDataIn } from './detect-personal-data.js';
import { secretsIn } from './detect-secrets.js';
import { type Found, withoutOverlaps } from './found.js';
import { type PersonalDataCode, personalDataMeanings } from './personal-data-meanings.js';
import { isKnownRegion } from './phone-plan.js';
import { readingOf } from './reading.js';
import { redactFound } from './redact-found.js';
import type { SecretCode } from './secret-meanings.js';

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
 * @throws PromptForgeError `request_invalid` for what is no text, or options that are none.
 */
export function redact(text: string, options: RedactOptions = {}): Redaction {
  requireText('redact', text);
  checkOptions(options);
  return redactFound(text, (current) => redactableIn(current, options));
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

/** What was meant by a misspelt option would not be redacted, without a word. */
function checkOptions({ personalData = true, secrets = true, region, ...unknown }: RedactOptions): void {
  const isChoice = (choice: unknown) =>
    typeof choice === 'boolean' ||
    (Array.isArray(choice) && choice.every((code) => Object.hasOwn(personalDataMeanings, code)));
  const isKnown = region === undefined || (typeof region === 'string' && isKnownRegion(region));
  if (isChoice(personalData) && typeof secrets === 'boolean' && isKnown && Object.keys(unknown).length === 0) return;
  throw new PromptForgeError(
    'request_invalid',
    `redact() takes personalData (true, false, or a list of ${Object.keys(personalDataMeanings).join(', ')}), secrets (true or false), ` +
      'and region (two capital letters, such as US or GB), and nothing else.',
  );
}
