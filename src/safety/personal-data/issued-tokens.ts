import { asciiClass, nextRun, runEnd } from '../ascii-runs.js';
import type { Found } from './found.js';
import { isPlaceholderValue } from './placeholder-value.js';
import type { SecretCode } from './secret-meanings.js';
import { type TokenAlphabet, type TokenForm, tokenForms } from './token-forms.js';

const ofToken = asciiClass(/[\w.-]/);
const shortest = 16;

const alphabets: Readonly<Record<TokenAlphabet, RegExp>> = {
  word: /^[\w-]+$/,
  dotted: /^[\w.-]+$/,
  alphanumeric: /^[A-Za-z0-9]+$/,
  upper: /^[A-Z0-9]+$/,
  hex: /^[0-9a-f]+$/i,
};

/** Tokens whose issuer gave them a form of their own. */
export function issuedTokens(text: string): readonly Found<SecretCode>[] {
  const found: Found<SecretCode>[] = [];
  for (let start = nextRun(text, ofToken, shortest, 0), next = 0; start !== -1; ) {
    next = runEnd(text, ofToken, start);
    // A full stop or a dash at the end belongs to the sentence.
    let end = next;
    while (end > start && /[.-]/.test(text[end - 1] ?? '')) end -= 1;
    const token = text.slice(start, end);
    const form = tokenForms.find((known) => hasForm(token, known));
    if (form !== undefined && hasVariety(token) && !isPlaceholderValue(token.slice(0, 256))) {
      found.push({ code: form.code, start, end, confidence: 0.95 });
    }
    start = nextRun(text, ofToken, shortest, next);
  }
  return found;
}

function hasForm(token: string, { prefix, alphabet, least, most, dots, middle }: TokenForm): boolean {
  if (!token.startsWith(prefix)) return false;
  const body = token.slice(prefix.length);
  if (body.length < least || (most !== undefined && body.length > most)) return false;
  if (!alphabets[alphabet].test(body)) return false;
  const parts = dots === undefined ? [] : body.split('.');
  return (dots === undefined || parts.length === dots + 1) && (middle === undefined || parts[1]?.length === middle);
}

/** sk-learn-pipeline-with-many-words is a name: a key has digits, or letters of both cases within its words. */
function hasVariety(token: string): boolean {
  return /\d/.test(token) || /[a-z][A-Z]/.test(token);
}
