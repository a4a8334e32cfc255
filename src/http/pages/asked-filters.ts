import { PromptForgeError } from '../../index.js';

/** What a form sends for a field that was left empty is no filter. */
export function givenOnly<T extends object>(query: T): T {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== '')) as T;
}

/** @throws PromptForgeError `request_invalid` */
export function askedTimeZone(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
  } catch (cause) {
    throw new PromptForgeError(
      'request_invalid',
      'timeZone must be the IANA name of a time zone, such as Europe/Berlin or UTC.',
      { cause },
    );
  }
}
