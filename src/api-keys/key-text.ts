import { createHash, randomBytes } from 'node:crypto';

/** What every API key begins with, so that whoever scans code for secrets finds it. */
export const keyPrefix = 'pfk_';

const form = /^(pfk_([0-9a-f]{24})_[A-Za-z0-9_-]{43})([0-9a-f]{6})$/;
const keyLength = 78;

/** A key, as its owner has it. */
export interface KeyText {
  readonly text: string;
  readonly id: string;
}

/** A new key: `pfk_<id>_<secret of 32 random bytes><checksum>`. */
export function newKeyText(id: string = randomBytes(12).toString('hex')): KeyText {
  const body = `${keyPrefix}${id}_${randomBytes(32).toString('base64url')}`;
  return { text: `${body}${checksumOf(body)}`, id };
}

/** The id of a key; null for a text that is none, or was not copied as it is. Asks nobody. */
export function keyIdOf(text: string): string | null {
  if (text.length !== keyLength) return null;
  const [, body, id, checksum] = form.exec(text) ?? [];
  return body !== undefined && id !== undefined && checksumOf(body) === checksum ? id : null;
}

/** What is stored of a key: SHA-256 in lower-case hexadecimal. */
export function keyHash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** It keeps nobody out: it tells a typo from a key that is no longer taken. */
function checksumOf(body: string): string {
  return keyHash(body).slice(0, 6);
}
