import { PromptForgeError } from '../../../src/storage.js';

/** @throws PromptForgeError `request_invalid` when it is no address of the web. */
export function checkedAddress(name: string, value: string): string {
  if (typeof value === 'string' && /^https?:$/.test(URL.canParse(value) ? new URL(value).protocol : '')) return value;
  throw new PromptForgeError('request_invalid', `${name} must be a whole URL, https://...`);
}

/** Stripe takes no longer one. Whether it exists is for Stripe, and a letter, to find out. */
const maxEmail = 512;

/** @returns null when none is given. @throws PromptForgeError `request_invalid` when it is no address of mail. */
export function checkedEmail(value: string | undefined): string | null {
  if (value === undefined) return null;
  if (typeof value === 'string' && value.length <= maxEmail && /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(value))
    return value;
  throw new PromptForgeError('request_invalid', 'customerEmail must be an e-mail address, or absent.');
}
