import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** How well a number fits the numbering plan it belongs to. */
export type PhoneFit = 'valid' | 'possible' | 'no';

/**
 * Asks the numbering plans of libphonenumber. The smallest of its tables knows the lengths and the
 * shape of the numbers of each country; the larger ones cost twice the bytes and hardly tell more
 * about numbers in prose. The library is given a few digits and nothing else: its own patterns are
 * not all linear. A text of nothing but numbers would ask thousands of times, so that after 64
 * different numbers every further one counts as possible.
 */
export function phonePlans() {
  const known = new Map<string, PhoneFit>();
  return (digits: string, region?: string): PhoneFit => {
    const key = `${region ?? '+'}${digits}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    if (known.size >= mostAsked) return 'possible';
    const fit = fitOf(digits, region);
    known.set(key, fit);
    return fit;
  };
}

const mostAsked = 64;

function fitOf(digits: string, region?: string): PhoneFit {
  const country = region?.toUpperCase();
  if (country !== undefined && !isKnownRegion(country)) return 'no';
  const number =
    country === undefined ? parsePhoneNumberFromString(`+${digits}`) : parsePhoneNumberFromString(digits, country);
  if (number === undefined) return 'no';
  return number.isValid() ? 'valid' : number.isPossible() ? 'possible' : 'no';
}

/** Whether the numbering plan of a region is known: two capital letters, as ISO 3166-1 has them. */
export function isKnownRegion(region: string): region is CountryCode {
  return isSupportedCountry(region);
}
