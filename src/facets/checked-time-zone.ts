import { isTimeZone } from '../domain/time/is-time-zone.js';
import { PromptForgeError } from '../errors/promptforge-error.js';

/** @throws PromptForgeError `request_invalid` */
export function checkedTimeZone(timeZone: unknown): string {
  if (typeof timeZone === 'string' && isTimeZone(timeZone)) return timeZone;
  throw new PromptForgeError(
    'request_invalid',
    'timeZone must be the IANA name of a time zone, such as Europe/Berlin or UTC.',
  );
}
