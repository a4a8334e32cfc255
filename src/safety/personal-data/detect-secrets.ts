import type { Detection } from '../detection.js';
import { assignedSecrets } from './assigned-secrets.js';
import { detectionOf, type Found, withoutOverlaps } from './found.js';
import { issuedTokens } from './issued-tokens.js';
import { privateKeys } from './private-keys.js';
import { type Reading, readingOf } from './reading.js';
import type { SecretCode } from './secret-meanings.js';
import { urlPasswords } from './url-passwords.js';
import { webhookUrls } from './webhook-urls.js';

/**
 * Keys, tokens and passwords, in their order in the text, none over another. Values that only show
 * where a secret goes (`YOUR_API_KEY`, `sk-...`, `${TOKEN}`) are none. Fences make no difference:
 * a key in code is the one that leaks.
 * @param reading of the text, where it is known already.
 */
export function detectSecrets(text: string, reading: Reading = readingOf(text)): readonly Detection<SecretCode>[] {
  return withoutOverlaps(secretsIn(reading)).map((found) => detectionOf(reading, found));
}

/** Everything the detectors take notice of, also where they mean the same place. */
export function secretsIn({ text }: Reading): readonly Found<SecretCode>[] {
  return [
    ...issuedTokens(text),
    ...privateKeys(text),
    ...urlPasswords(text),
    ...webhookUrls(text),
    ...assignedSecrets(text),
  ];
}
