import type { Found } from './found.js';
import { isPlaceholderValue } from './placeholder-value.js';
import type { SecretCode } from './secret-issues.js';
import { type TokenAlphabet, type TokenForm, tokenForms } from './token-forms.js';

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
  return [...text.matchAll(/[\w.-]+/g)].flatMap(({ 0: run, index }) => {
    if (run.length < shortest) return [];
    // A full stop or a dash at the end belongs to the sentence.
    let end = run.length;
    while (end > 0 && /[.-]/.test(run[end - 1] ?? '')) end -= 1;
    const token = run.slice(0, end);
    const form = tokenForms.find((known) => hasForm(token, known));
    if (form === undefined || !hasVariety(token) || isPlaceholderValue(token.slice(0, 256))) return [];
    return [{ code: form.code, start: index, end: index + end, confidence: 0.95 }];
  });
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
