import { isSupportedCountry } from 'libphonenumber-js/min';

/** Whether the numbering plan of a region is known: two capital letters, as ISO 3166-1 has them. */
export function isKnownRegion(region: string): boolean {
  return isSupportedCountry(region);
}
