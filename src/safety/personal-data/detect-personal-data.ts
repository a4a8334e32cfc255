import type { Detection } from '../detection.js';
import { digitGroups } from './digit-groups.js';
import { emailAddresses } from './email-addresses.js';
import { detectionOf, type Found, withoutOverlaps } from './found.js';
import { ibans } from './ibans.js';
import { ipAddresses } from './ip-addresses.js';
import { paymentCards } from './payment-cards.js';
import type { PersonalDataCode } from './personal-data-meanings.js';
import { phoneNumbers } from './phone-numbers.js';
import { type Reading, readingOf } from './reading.js';
import { statedNumbers } from './stated-numbers.js';
import { usSsns } from './us-ssns.js';

export interface PersonalDataOptions {
  /** Where national telephone numbers are from, as two letters of ISO 3166-1, for instance `DE`. */
  readonly region?: string;
}

/**
 * Data that leads to a person, in their order in the text, none over another. Checksums and the
 * words around decide how sure it is. It sees through characters that show nothing and through
 * digits of other scripts. Names and postal addresses take a language model; it knows none.
 * @param reading of the text, where it is known already.
 */
export function detectPersonalData(
  text: string,
  options: PersonalDataOptions = {},
  reading: Reading = readingOf(text),
): readonly Detection<PersonalDataCode>[] {
  return withoutOverlaps(personalDataIn(reading, options)).map((found) => detectionOf(reading, found));
}

/** Everything the detectors take notice of, also where they mean the same place. */
export function personalDataIn({ text }: Reading, { region }: PersonalDataOptions): readonly Found<PersonalDataCode>[] {
  const groups = digitGroups(text);
  return [
    ...emailAddresses(text),
    ...paymentCards(text, groups),
    ...usSsns(text, groups),
    ...ibans(text, groups),
    ...phoneNumbers(text, groups, region),
    ...ipAddresses(text, groups),
    ...statedNumbers(text, groups),
  ];
}
